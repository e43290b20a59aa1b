package com.startynk.sync.query.entity;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.protocol.person.FindRecordsAbout;
import com.startynk.sync.protocol.person.RecordsAbout;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;

/** Answers other services about the records of a person. */
public final class PersonQueries {

    private final PersonRows rows;
    private final EntityCatalog catalog;
    private final ReadBarrier barrier;
    private final QuerySettings settings;

    public PersonQueries(PersonRows rows, EntityCatalog catalog, ReadBarrier barrier, QuerySettings settings) {
        this.rows = rows;
        this.catalog = catalog;
        this.barrier = barrier;
        this.settings = settings;
    }

    @QueryHandler
    RecordsAbout handle(FindRecordsAbout query) {
        barrier.awaitAll(settings.feedWait());
        return new RecordsAbout(catalog.types().stream()
                .flatMap(type -> Stream.ofNullable(type.subject())
                        .flatMap(subject -> Stream.concat(
                                rows.about(query.userId(), type.name(), subject.field()).stream(),
                                rows.purgedAbout(query.userId(), type.name()).stream())))
                .toList());
    }
}
