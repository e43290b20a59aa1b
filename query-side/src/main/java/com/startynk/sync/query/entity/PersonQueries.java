package com.startynk.sync.query.entity;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.person.FindRecordsAbout;
import com.startynk.sync.protocol.person.RecordsAbout;
import com.startynk.sync.query.deadletter.ParkedTypes;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;

/** Answers other services about the records of a person. */
public final class PersonQueries {

    private final PersonRows rows;
    private final EntityCatalog catalog;
    private final ParkedTypes parked;
    private final ReadBarrier barrier;
    private final QuerySettings settings;

    public PersonQueries(
            PersonRows rows, EntityCatalog catalog, ParkedTypes parked, ReadBarrier barrier, QuerySettings settings) {
        this.rows = rows;
        this.catalog = catalog;
        this.parked = parked;
        this.barrier = barrier;
        this.settings = settings;
    }

    @QueryHandler
    RecordsAbout handle(FindRecordsAbout query) {
        barrier.awaitAll(settings.feedWait());
        requireNoneParked();
        return new RecordsAbout(catalog.types().stream()
                .flatMap(type -> Stream.ofNullable(type.subject())
                        .flatMap(subject -> Stream.concat(
                                rows.about(query.userId(), type.name(), subject.field()).stream(),
                                rows.purgedAbout(query.userId(), type.name()).stream())))
                .toList());
    }

    /** Whom a record is about may stand in an event that is a dead letter; nobody is to be told that he is forgotten then. */
    private void requireNoneParked() {
        var types = parked.now();
        if (catalog.types().stream().anyMatch(type -> type.subject() != null && types.contains(type.name()))) {
            throw SyncFailure.unavailable("events of records about people are dead letters; try them again first");
        }
    }
}
