package com.startynk.sync.query.dashboard;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.entity.CacheStatistics;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells admins how the caches of this node fare. */
@RestController
public final class CacheStatsController {

    private final CacheStatistics statistics;

    public CacheStatsController(CacheStatistics statistics) {
        this.statistics = statistics;
    }

    record Answer(List<Item> items) {}

    record Item(String entityType, String level, long hits, long misses, double hitRate, long size) {}

    @GetMapping("/api/v1/cache/stats")
    Answer stats(Caller caller) {
        if (!caller.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "how caches fare is for admins to see");
        }
        return new Answer(statistics.now().stream()
                .map(some -> new Item(
                        some.entityType(), some.level(), some.hits(), some.misses(), some.hitRate(), some.size()))
                .toList());
    }
}
