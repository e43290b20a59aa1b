package com.startynk.sync.query.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.platform.database.BulkRows;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/** Who owns which entity, and since which place of the feed. */
public final class OwnershipRows {

    /** Of an entity {@code e}: whether it is this user's. */
    public static final String IS_OWN = "EXISTS (SELECT 1 FROM ownership o WHERE o.entity_id = e.entity_id"
            + " AND o.user_id = ? AND o.lost_position IS NULL)";

    /** The bytes of a user id that its column holds; no token carries a longer one, so a longer one is nobody's. */
    private static final int LONGEST_USER_ID = 1020;

    private final JdbcOperations jdbc;
    private final BulkRows<Turn> gains;
    private final BulkRows<Turn> losses;

    public OwnershipRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.gains = turns(jdbc, "(?, ?, ?, ?, ?, NULL)", "lost_position = NULL");
        this.losses = turns(jdbc, "(?, ?, ?, ?, 0, ?)", "lost_position = VALUES(lost_position)");
    }

    /**
     * An entity became somebody's, or was his no more.
     *
     * @param owner his key
     */
    public record Turn(
            String entityId, String owner, String projectId, String entityType, boolean gained, long position) {}

    /** A second gain forgets the loss before it, but not that he had it before: a device may hold it since then. */
    public void save(Collection<Turn> turns) {
        var possible = turns.stream().filter(turn -> isPossible(turn.owner())).toList();
        gains.save(possible.stream().filter(Turn::gained).toList());
        losses.save(possible.stream().filter(turn -> !turn.gained()).toList());
    }

    /** Whose these entities are, by their ids; one of nobody is not there, and each should be of one. */
    public Map<String, Set<String>> owners(Collection<String> entityIds) {
        var owners = new HashMap<String, Set<String>>();
        if (!entityIds.isEmpty()) {
            jdbc.query(
                    "SELECT entity_id, user_id FROM ownership WHERE lost_position IS NULL AND entity_id IN ("
                            + String.join(", ", Collections.nCopies(entityIds.size(), "?")) + ")",
                    row -> {
                        owners.computeIfAbsent(row.getString(1), id -> new HashSet<>())
                                .add(new String(row.getBytes(2), UTF_8));
                    },
                    entityIds.toArray());
        }
        return owners;
    }

    /** Whether a key can be anybody's. */
    public static boolean isPossible(String owner) {
        return bytes(owner).length <= LONGEST_USER_ID;
    }

    /** Whether the entity is this user's now. */
    public boolean isOwn(String entityId, String owner) {
        return !jdbc.queryForList(
                        "SELECT 1 FROM ownership WHERE entity_id = ? AND user_id = ? AND lost_position IS NULL",
                        Integer.class,
                        entityId,
                        bytes(owner))
                .isEmpty();
    }

    private static BulkRows<Turn> turns(JdbcOperations jdbc, String row, String onDuplicate) {
        return new BulkRows<>(
                jdbc,
                "INSERT INTO ownership (entity_id, user_id, project_id, entity_type, gained_position, lost_position)",
                row,
                onDuplicate,
                (turn, statement, first) -> {
                    statement.setString(first, turn.entityId());
                    statement.setBytes(first + 1, bytes(turn.owner()));
                    statement.setString(first + 2, turn.projectId());
                    statement.setString(first + 3, turn.entityType());
                    statement.setLong(first + 4, turn.position());
                });
    }

    static byte[] bytes(String userId) {
        return userId.getBytes(UTF_8);
    }
}
