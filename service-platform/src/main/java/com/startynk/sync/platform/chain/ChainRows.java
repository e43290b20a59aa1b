package com.startynk.sync.platform.chain;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/** The event store as rows with their links, read in pages of a bounded size, and the seals over it. */
public final class ChainRows {

    private static final int PAGE = 200;
    private static final int SEALS = 500;

    private static final String COLUMNS = "global_index, event_identifier, aggregate_identifier, sequence_number, type,"
            + " time_stamp, payload_type, payload_revision, payload, meta_data, chain_hash";

    /** What has a link is sealed by it, and need not be read. */
    private static final String LINKS = "global_index, event_identifier, aggregate_identifier, sequence_number, type,"
            + " time_stamp, payload_type, payload_revision,"
            + " CASE WHEN chain_hash IS NULL THEN payload ELSE '' END,"
            + " CASE WHEN chain_hash IS NULL THEN meta_data END, chain_hash";

    private final JdbcOperations jdbc;

    public ChainRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** All events, stream by stream, each in its order. */
    Iterator<StoredLink> streams() {
        return new Pages() {
            @Override
            List<StoredLink> next(@Nullable StoredLink last) {
                if (last == null) {
                    return streamsAfter("");
                }
                var stream = last.event().stream();
                var rest = stream(stream, last.event().sequence());
                return rest.isEmpty() ? streamsAfter(stream) : rest;
            }
        };
    }

    /** The events of one stream. */
    Iterator<StoredLink> stream(String stream) {
        return new Pages() {
            @Override
            List<StoredLink> next(@Nullable StoredLink last) {
                return stream(stream, last == null ? -1 : last.event().sequence());
            }
        };
    }

    /** The events of a stretch of the store by their links; those that have one come without what is in them. */
    Iterator<StoredLink> stretch(long afterIndex, long throughIndex) {
        return new Pages() {
            @Override
            List<StoredLink> next(@Nullable StoredLink last) {
                return jdbc.query(
                        "SELECT " + LINKS + " FROM domain_event WHERE global_index > ? AND global_index <= ?"
                                + " ORDER BY global_index LIMIT " + PAGE,
                        (row, n) -> read(row),
                        last == null ? afterIndex : last.index(),
                        throughIndex);
            }
        };
    }

    long head() {
        var head = jdbc.queryForObject("SELECT MAX(global_index) FROM domain_event", Long.class);
        return head == null ? 0 : head;
    }

    long countAfter(long index) {
        var count = jdbc.queryForObject("SELECT COUNT(*) FROM domain_event WHERE global_index > ?", Long.class, index);
        return count == null ? 0 : count;
    }

    Optional<Seal> lastSeal() {
        return jdbc
                .query(
                        "SELECT number, after_index, through_index, events, seal, sealed_at FROM event_seal"
                                + " ORDER BY number DESC LIMIT 1",
                        (row, n) -> seal(row))
                .stream()
                .findFirst();
    }

    List<Seal> sealsAfter(long number) {
        return jdbc.query(
                "SELECT number, after_index, through_index, events, seal, sealed_at FROM event_seal"
                        + " WHERE number > ? ORDER BY number LIMIT " + SEALS,
                (row, n) -> seal(row),
                number);
    }

    void save(Seal seal) {
        jdbc.update(
                "INSERT INTO event_seal (number, after_index, through_index, events, seal, sealed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                seal.number(),
                seal.afterIndex(),
                seal.throughIndex(),
                seal.events(),
                seal.seal(),
                LocalDateTime.ofInstant(seal.sealedAt().truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC));
    }

    private List<StoredLink> stream(String stream, long afterSequence) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM domain_event WHERE aggregate_identifier = ? AND sequence_number > ?"
                        + " ORDER BY sequence_number LIMIT " + PAGE,
                (row, n) -> read(row),
                stream,
                afterSequence);
    }

    private List<StoredLink> streamsAfter(String stream) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM domain_event WHERE aggregate_identifier > ?"
                        + " ORDER BY aggregate_identifier, sequence_number LIMIT " + PAGE,
                (row, n) -> read(row),
                stream);
    }

    private static StoredLink read(ResultSet row) throws SQLException {
        return new StoredLink(
                row.getLong(1),
                new ChainedEvent(
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getBytes(9),
                        row.getBytes(10)),
                row.getBytes(11));
    }

    private static Seal seal(ResultSet row) throws SQLException {
        Instant sealedAt = row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        return new Seal(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getBytes(5), sealedAt);
    }

    /** Rows page by page: the next one is read when the one before it is used up. */
    private abstract static class Pages implements Iterator<StoredLink> {

        private final ArrayDeque<StoredLink> page = new ArrayDeque<>();
        private @Nullable StoredLink last;
        private boolean ended;

        /** The page after this row; empty where there is nothing more. */
        abstract List<StoredLink> next(@Nullable StoredLink last);

        @Override
        public final boolean hasNext() {
            if (page.isEmpty() && !ended) {
                page.addAll(next(last));
                ended = page.isEmpty();
            }
            return !page.isEmpty();
        }

        @Override
        public final StoredLink next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var next = page.removeFirst();
            last = next;
            return next;
        }
    }
}
