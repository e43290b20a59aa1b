package com.startynk.sync.query.membership;

import com.startynk.sync.platform.database.BulkRows;
import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.feed.Members;
import com.startynk.sync.protocol.feed.Memberships;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcOperations;

/** Who is in which project, and since which place of the feed. */
public final class MembershipRows {

    /** The bytes of a user id that its column holds; no token carries a longer one, so a longer one is nobody's. */
    private static final int LONGEST_USER_ID = 1020;

    private final JdbcOperations jdbc;
    private final BulkRows<Turn> grants;
    private final BulkRows<Turn> losses;

    public MembershipRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.grants =
                turns(jdbc, "(?, ?, ?, NULL)", "granted_position = VALUES(granted_position), revoked_position = NULL");
        this.losses = turns(jdbc, "(?, ?, 0, ?)", "revoked_position = VALUES(revoked_position)");
    }

    /** Somebody came into a project, or left it. */
    public record Turn(String projectId, String userId, boolean in, long position) {}

    /** One statement, so that the projects and the head are of one moment. */
    Memberships of(String userId) {
        var projects = new HashSet<String>();
        projects.add(Projects.ORG);
        var head = new long[1];
        jdbc.query(
                """
                SELECT h.position, m.project_id FROM feed_head h
                LEFT JOIN project_membership m ON m.user_id = ? AND m.revoked_position IS NULL
                """,
                row -> {
                    head[0] = row.getLong(1);
                    var project = row.getString(2);
                    if (project != null) {
                        projects.add(project);
                    }
                },
                (Object) bytes(userId));
        return new Memberships(projects, head[0]);
    }

    Members membersOf(String projectId) {
        return new Members(Set.copyOf(jdbc.query(
                "SELECT user_id FROM project_membership WHERE project_id = ? AND revoked_position IS NULL",
                (row, n) -> new String(row.getBytes(1), StandardCharsets.UTF_8),
                projectId)));
    }

    /** Who is in these projects, by their ids; nothing of those in which nobody is. */
    public Map<String, Set<String>> members(Collection<String> projectIds) {
        var members = new HashMap<String, Set<String>>();
        if (!projectIds.isEmpty()) {
            jdbc.query(
                    "SELECT project_id, user_id FROM project_membership WHERE revoked_position IS NULL"
                            + " AND project_id IN (" + String.join(", ", Collections.nCopies(projectIds.size(), "?"))
                            + ")",
                    row -> {
                        members.computeIfAbsent(row.getString(1), id -> new HashSet<>())
                                .add(new String(row.getBytes(2), StandardCharsets.UTF_8));
                    },
                    projectIds.toArray());
        }
        return members;
    }

    /** Whether a user id can be anybody's. */
    public static boolean isPossible(String userId) {
        return bytes(userId).length <= LONGEST_USER_ID;
    }

    /** Whether there is a project of this id, deleted or not. */
    boolean exists(String projectId) {
        return !jdbc.queryForList(
                        "SELECT 1 FROM synced_entity WHERE entity_id = ? AND project_id = entity_id",
                        Integer.class,
                        projectId)
                .isEmpty();
    }

    /** A second grant forgets the loss before it: the reader is told everything again from the new place. */
    public void save(Collection<Turn> turns) {
        var possible = turns.stream().filter(turn -> isPossible(turn.userId())).toList();
        grants.save(possible.stream().filter(Turn::in).toList());
        losses.save(possible.stream().filter(turn -> !turn.in()).toList());
    }

    private static BulkRows<Turn> turns(JdbcOperations jdbc, String row, String onDuplicate) {
        return new BulkRows<>(
                jdbc,
                "INSERT INTO project_membership (project_id, user_id, granted_position, revoked_position)",
                row,
                onDuplicate,
                (turn, statement, first) -> {
                    statement.setString(first, turn.projectId());
                    statement.setBytes(first + 1, bytes(turn.userId()));
                    statement.setLong(first + 2, turn.position());
                });
    }

    private static byte[] bytes(String userId) {
        return userId.getBytes(StandardCharsets.UTF_8);
    }
}
