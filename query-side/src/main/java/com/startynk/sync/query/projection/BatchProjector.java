package com.startynk.sync.query.projection;

/** What happens to a batch of events: written before the commit, told after it, or dropped. */
public final class BatchProjector {

    private final ReadModelWriter writer;
    private final ReadModelHerald herald;

    public BatchProjector(ReadModelWriter writer, ReadModelHerald herald) {
        this.writer = writer;
        this.herald = herald;
    }

    void write(EventBatch batch) {
        var projected = writer.write(batch.facts(), entries -> batch.warned(herald.forewarn(entries, batch.id())));
        batch.becomes(projected);
        herald.close(projected);
        batch.awaitWarning();
    }

    /** The transaction was rolled back. */
    void drop(EventBatch batch) {
        var projected = batch.projected();
        if (projected != null) {
            herald.withdraw(projected);
        }
    }

    void tell(EventBatch batch) {
        var projected = batch.projected();
        if (projected != null) {
            herald.tell(projected, batch.id());
        }
    }
}
