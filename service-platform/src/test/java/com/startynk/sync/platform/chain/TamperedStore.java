package com.startynk.sync.platform.chain;

import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.axon.ManyStreams;
import com.startynk.sync.platform.axon.NoteProcessing;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real event store, written to as always, and then by somebody who may do anything in the database. */
final class TamperedStore {

    private final RunningPlatform platform;
    private final List<String> told = new ArrayList<>();

    TamperedStore(RunningPlatform platform) {
        this.platform = platform;
    }

    /** A note that is written so many times. */
    String note(int writes) {
        var id = UUID.randomUUID().toString();
        write(id, writes);
        return id;
    }

    /** A note that is written so many times by one append. */
    String noteAtOnce(int writes) {
        var id = UUID.randomUUID().toString();
        var events = NoteProcessing.written(id, writes);
        DefaultUnitOfWork.startAndGet(events.get(0))
                .execute(() -> platform.bean(EventStore.class).publish(events));
        return id;
    }

    void write(String id, int writes) {
        for (var n = 0; n < writes; n++) {
            platform.bean(CommandGateway.class).sendAndWait(NoteProcessing.write(id, "layer " + n));
        }
    }

    /** Writes a note's third event in a unit of work that has read the note ahead. */
    void writeThirdAfterReadingAhead(String id) {
        var third = NoteProcessing.written(id, 3).get(2);
        DefaultUnitOfWork.startAndGet(third).execute(() -> {
            platform.bean(ManyStreams.class).readAhead(List.of(id));
            platform.bean(EventStore.class).publish(third);
        });
    }

    void execute(String sql, Object... values) {
        new TransactionTemplate(platform.bean(PlatformTransactionManager.class))
                .executeWithoutResult(work -> platform.bean(JdbcTemplate.class).update(sql, values));
    }

    /** Exchanges two events of a stream. */
    void exchange(String id, long one, long other) {
        var move = "UPDATE domain_event SET sequence_number = ? WHERE aggregate_identifier = ? AND sequence_number = ?";
        execute(move, -1, id, one);
        execute(move, one, id, other);
        execute(move, other, id, -1);
    }

    void seal() {
        platform.bean(Sealing.class).sealThrough(platform.bean(ChainRows.class).head());
    }

    /** What a look at one stream tells. */
    List<String> brokenIn(String stream) {
        told.clear();
        verification().stream(stream, broken -> told.add(broken.what()));
        return List.copyOf(told);
    }

    List<String> broken() {
        told.clear();
        look(null);
        return List.copyOf(told);
    }

    ChainReport look(String noted) {
        return verification().all(noted, broken -> told.add(broken.toString()));
    }

    ChainVerification verification() {
        return new ChainVerification(platform.bean(ChainRows.class), platform.bean(ChainKeys.class));
    }
}
