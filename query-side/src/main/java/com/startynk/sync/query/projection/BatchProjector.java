package com.startynk.sync.query.projection;

/** What happens to a batch of events: written before the commit, told after it, or dropped. */
public final class BatchProjector {

    private final CarefulWriter writer;
    private final ReadModelHerald herald;

    public BatchProjector(CarefulWriter writer, ReadModelHerald herald) {
        this.writer = writer;
        this.herald = herald;
    }

    void write(EventBatch batch) {
        var written = writer.write(batch, entries -> batch.warned(herald.forewarn(entries, batch.id())));
        batch.becomes(written);
        if (written.projected() != null) {
            herald.close(written.projected());
        }
        batch.awaitWarning();
    }

    /** The transaction was rolled back. */
    void drop(EventBatch batch) {
        var projected = batch.written().projected();
        if (projected != null) {
            herald.withdraw(projected);
        }
        herald.doubt();
    }

    void tell(EventBatch batch) {
        var projected = batch.written().projected();
        if (projected != null) {
            herald.tell(projected, batch.id());
        }
        herald.tellOfParked(batch.written().parked());
    }
}
