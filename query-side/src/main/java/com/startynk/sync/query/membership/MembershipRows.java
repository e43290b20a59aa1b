package com.startynk.sync.query.membership;

import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.feed.Memberships;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;

/** Who is in which project, and since which place of the feed. */
public final class MembershipRows {

    /** The bytes of a user id that its column holds; no token carries a longer one, so a longer one is nobody's. */
    private static final int LONGEST_USER_ID = 1020;

    private final JdbcOperations jdbc;

    public MembershipRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
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
        batch("""
                INSERT INTO project_membership (project_id, user_id, granted_position, revoked_position)
                VALUES (?, ?, ?, NULL)
                ON DUPLICATE KEY UPDATE granted_position = VALUES(granted_position), revoked_position = NULL
                """, turns.stream().filter(Turn::in).toList());
        batch("""
                INSERT INTO project_membership (project_id, user_id, granted_position, revoked_position)
                VALUES (?, ?, 0, ?)
                ON DUPLICATE KEY UPDATE revoked_position = VALUES(revoked_position)
                """, turns.stream().filter(turn -> !turn.in()).toList());
    }

    private void batch(String sql, List<Turn> turns) {
        var rows = turns.stream()
                .filter(turn -> bytes(turn.userId()).length <= LONGEST_USER_ID)
                .map(turn -> new Object[] {turn.projectId(), bytes(turn.userId()), turn.position()})
                .toList();
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows);
        }
    }

    private static byte[] bytes(String userId) {
        return userId.getBytes(StandardCharsets.UTF_8);
    }
}
