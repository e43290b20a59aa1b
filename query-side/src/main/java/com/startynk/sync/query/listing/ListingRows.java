package com.startynk.sync.query.listing;

import com.startynk.sync.platform.database.BulkRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/** The copies that lists find and order entities by. */
public final class ListingRows {

    private static final String HEAD =
            "SELECT position, declared, first_field, next_field, whole_at, compared FROM listing_head";

    /** Far below what servers take at once. */
    private static final int WORDS_AT_ONCE = 1_000_000;

    private static final int REMOVED_AT_ONCE = 32;

    private final JdbcOperations jdbc;
    private final BulkRows<Listed> values;
    private final BulkRows<Map.Entry<String, String>> texts;

    public ListingRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.values = new BulkRows<>(
                jdbc,
                "INSERT INTO listed_value (entity_id, field, value, project_id)",
                "(?, ?, ?, ?)",
                "project_id = VALUES(project_id)",
                (value, statement, first) -> {
                    statement.setString(first, value.entityId());
                    statement.setInt(first + 1, value.field());
                    statement.setBytes(first + 2, value.value().bytes());
                    statement.setString(first + 3, value.projectId());
                });
        this.texts = new BulkRows<>(
                jdbc, "INSERT INTO listed_text (entity_id, words)", "(?, ?)", (text, statement, first) -> {
                    statement.setString(first, text.getKey());
                    statement.setString(first + 1, text.getValue());
                });
    }

    ListingHead head() {
        return head("");
    }

    /** Until the end of the transaction nobody else writes copies. */
    ListingHead lockHead() {
        return head(" FOR UPDATE");
    }

    private ListingHead head(String lock) {
        return jdbc.query(
                        HEAD + lock,
                        (row, n) -> new ListingHead(
                                row.getLong(1),
                                row.getString(2),
                                row.getInt(3),
                                row.getInt(4),
                                row.getLong(5),
                                row.getLong(6)))
                .get(0);
    }

    /** How many places of the feed are still to be copied. */
    long behind() {
        return jdbc.queryForList("SELECT f.position - l.position FROM feed_head f, listing_head l", Long.class)
                .get(0);
    }

    long feedHead() {
        return jdbc.queryForList("SELECT position FROM feed_head", Long.class).get(0);
    }

    void save(ListingHead head) {
        jdbc.update(
                "UPDATE listing_head SET position = ?, declared = ?, first_field = ?, next_field = ?, whole_at = ?,"
                        + " compared = ?",
                head.position(),
                head.declared(),
                head.firstField(),
                head.nextField(),
                head.wholeAt(),
                head.compared());
    }

    /** How many entities have no copies, since they could not be written. */
    int leftOut() {
        return count("SELECT COUNT(*) FROM listing_left_out", List.of());
    }

    void leaveOut(Collection<String> entityIds) {
        entityIds.forEach(
                entityId -> jdbc.update("INSERT IGNORE INTO listing_left_out (entity_id) VALUES (?)", entityId));
    }

    void takeIn(Collection<String> entityIds) {
        jdbc.update(
                "DELETE FROM listing_left_out WHERE entity_id IN (" + marks(entityIds.size()) + ")",
                entityIds.toArray());
    }

    /** The copies of these entities with numbers from the first field's. */
    Set<Listed> of(Collection<String> entityIds, int firstField) {
        var found = new HashSet<Listed>();
        var wanted = new ArrayList<Object>(entityIds);
        wanted.add(firstField);
        jdbc.query(
                "SELECT entity_id, project_id, field, value FROM listed_value WHERE entity_id IN ("
                        + marks(entityIds.size()) + ") AND field >= ?",
                row -> {
                    found.add(new Listed(
                            row.getString(1), row.getString(2), row.getInt(3), KeyBytes.read(row.getBytes(4))));
                },
                wanted.toArray());
        return found;
    }

    void add(List<Listed> more) {
        values.save(more);
    }

    /** The last is named several times where they are few, so that one statement does for all. */
    void remove(List<Listed> gone) {
        for (var at = 0; at < gone.size(); at += REMOVED_AT_ONCE) {
            var keys = new ArrayList<>(gone.subList(at, Math.min(gone.size(), at + REMOVED_AT_ONCE)));
            keys.addAll(Collections.nCopies(REMOVED_AT_ONCE - keys.size(), keys.get(0)));
            jdbc.update(
                    "DELETE FROM listed_value WHERE "
                            + String.join(
                                    " OR ",
                                    Collections.nCopies(
                                            REMOVED_AT_ONCE, "(entity_id = ? AND field = ? AND value = ?)")),
                    keys.stream()
                            .<Object>mapMulti((key, taker) -> {
                                taker.accept(key.entityId());
                                taker.accept(key.field());
                                taker.accept(key.value().bytes());
                            })
                            .toArray());
        }
    }

    /** Of the words of each of these entities that has any, by entity: the words themselves may be many. */
    Map<String, String> wordDigests(Collection<String> entityIds) {
        var digests = new HashMap<String, String>();
        jdbc.query(
                "SELECT entity_id, SHA2(words, 256) FROM listed_text WHERE entity_id IN (" + marks(entityIds.size())
                        + ")",
                row -> {
                    digests.put(row.getString(1), row.getString(2));
                },
                entityIds.toArray());
        return digests;
    }

    /**
     * Adds those of entities that have none: MySQL's full-text index forgets rows of a statement that adds some and changes
     * others.
     *
     * @param words by entity
     */
    void addWords(Map<String, String> words) {
        var some = new ArrayList<Map.Entry<String, String>>();
        var length = 0;
        for (var entity : words.entrySet()) {
            if (length + entity.getValue().length() > WORDS_AT_ONCE) {
                texts.save(some);
                some.clear();
                length = 0;
            }
            some.add(entity);
            length += entity.getValue().length();
        }
        texts.save(some);
    }

    void removeWords(Collection<String> entityIds) {
        if (!entityIds.isEmpty()) {
            jdbc.update(
                    "DELETE FROM listed_text WHERE entity_id IN (" + marks(entityIds.size()) + ")",
                    entityIds.toArray());
        }
    }

    /** Answers how many there were of earlier declarations, up to the limit. */
    int sweep(int firstField, int limit) {
        return jdbc.update("DELETE FROM listed_value WHERE field < ? LIMIT ?", firstField, limit);
    }

    /** How many entities have a value, counted up to a limit. */
    int matches(int field, Collection<String> projects, KeyBytes value, int limit) {
        var wanted = new ArrayList<Object>(List.of(field));
        wanted.addAll(projects);
        wanted.add(value.bytes());
        wanted.add(limit);
        return count(
                "SELECT COUNT(*) FROM (SELECT 1 FROM listed_value FORCE INDEX (upwards) WHERE field = ?"
                        + " AND project_id IN (" + marks(projects.size()) + ") AND value = ? LIMIT ?) found",
                wanted);
    }

    /** How many entities have any value of a field, counted up to a limit. */
    int having(int field, Collection<String> projects, int limit) {
        var wanted = new ArrayList<Object>(List.of(field));
        wanted.addAll(projects);
        wanted.add(limit);
        return count(
                "SELECT COUNT(*) FROM (SELECT 1 FROM listed_value FORCE INDEX (upwards) WHERE field = ?"
                        + " AND project_id IN (" + marks(projects.size()) + ") LIMIT ?) found",
                wanted);
    }

    boolean hasOverlong(int field, String projectId) {
        return count(
                        "SELECT COUNT(*) FROM (SELECT 1 FROM listed_value FORCE INDEX (upwards) WHERE field = ?"
                                + " AND project_id = ? AND value = ? LIMIT 1) found",
                        List.of(field, projectId, KeyBytes.OVERLONG.bytes()))
                > 0;
    }

    private int count(String sql, List<Object> values) {
        return jdbc.queryForList(sql, Integer.class, values.toArray()).get(0);
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
