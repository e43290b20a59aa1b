package com.startynk.sync.command.erasure;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.OwnerKey;
import com.startynk.sync.command.entity.EntityDirectory;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.person.FindRecordsAbout;
import com.startynk.sync.protocol.person.RecordsAbout;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryGateway;

/** Finds the records that are about a person: those that there are, and those that wait to be made. */
final class RecordFinder {

    /** A read of whole types, by a field without an index. */
    private static final int SECONDS = 60;

    private final QueryGateway queries;
    private final EntityCatalog catalog;
    private final ParkingRows parked;
    private final EntityDirectory entities;

    RecordFinder(QueryGateway queries, EntityCatalog catalog, ParkingRows parked, EntityDirectory entities) {
        this.queries = queries;
        this.catalog = catalog;
        this.parked = parked;
        this.entities = entities;
    }

    List<RecordsAbout.Found> stored(String userId) {
        try {
            return queries.query(new FindRecordsAbout(userId), RecordsAbout.class)
                    .get(SECONDS, TimeUnit.SECONDS)
                    .records();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("the records of a person could not be looked up", e);
        } catch (TimeoutException e) {
            throw SyncFailure.unavailable("the records of a person cannot be looked up now");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SyncFailure.unavailable("the records of a person cannot be looked up now");
        }
    }

    /**
     * The ids that entities will have whose creation is parked. A creation under an id that is taken will be refused, and what
     * has that id may be somebody else's.
     */
    List<String> waiting(String userId) {
        return catalog.types().stream()
                .filter(type -> type.subject() != null)
                .flatMap(type -> parked.creationsOf(type.name()).stream()
                        .filter(item -> OwnerKey.of(userId).equals(subject(item, type))))
                .map(ParkedItem::entityId)
                .filter(id -> !entities.exists(id))
                .map(EntityId::toString)
                .toList();
    }

    private static String subject(ParkedItem item, EntityType type) {
        return Stream.ofNullable(type.subject())
                .flatMap(rule -> Stream.ofNullable(
                        rule.field() == null
                                ? item.entityId().toString()
                                : item.fields().get(rule.field())))
                .map(person -> OwnerKey.of(person.toString()))
                .findFirst()
                .orElse("");
    }
}
