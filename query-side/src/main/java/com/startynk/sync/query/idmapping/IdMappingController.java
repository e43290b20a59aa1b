package com.startynk.sync.query.idmapping;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells a device what its own names became. */
@RestController
public final class IdMappingController {

    private final IdMappingRows rows;
    private final ReadBarrier barrier;
    private final QuerySettings settings;

    public IdMappingController(IdMappingRows rows, ReadBarrier barrier, QuerySettings settings) {
        this.rows = rows;
        this.barrier = barrier;
        this.settings = settings;
    }

    record Answer(List<Item> items) {}

    record Item(String localId, String entityType, String entityId) {}

    @GetMapping("/api/v1/id-mappings")
    Answer mappings(@RequestParam(name = "localId", required = false) @Nullable List<String> localIds, Caller caller) {
        if (localIds == null || localIds.isEmpty()) {
            throw SyncFailure.invalid("localId", "is missing");
        }
        barrier.awaitAll(settings.feedWait());
        return new Answer(localIds.stream()
                .distinct()
                .flatMap(localId -> rows.find(caller.deviceId(), localId).stream())
                .map(found -> new Item(found.localId(), found.entityType(), found.entityId()))
                .toList());
    }
}
