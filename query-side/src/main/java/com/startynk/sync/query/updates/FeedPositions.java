package com.startynk.sync.query.updates;

import com.startynk.sync.platform.database.BulkRows;
import com.startynk.sync.protocol.feed.FeedHead;
import com.startynk.sync.query.platform.DeploymentRows;
import com.startynk.sync.query.platform.UtcTimes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/** The places of the feed: the newest, each project's newest, and the times at which they were given. */
public final class FeedPositions {

    private final JdbcOperations jdbc;
    private final DeploymentRows deployment;
    private final BulkRows<Map.Entry<String, Long>> projects;

    public FeedPositions(JdbcOperations jdbc, DeploymentRows deployment) {
        this.jdbc = jdbc;
        this.deployment = deployment;
        this.projects = new BulkRows<>(
                jdbc,
                "INSERT INTO project_feed (project_id, last_position)",
                "(?, ?)",
                "last_position = VALUES(last_position)",
                (project, statement, first) -> {
                    statement.setString(first, project.getKey());
                    statement.setLong(first + 1, project.getValue());
                });
    }

    /** The newest place; from here to the commit nobody else can give places. */
    public long lockHead() {
        return single(jdbc.queryForList("SELECT position FROM feed_head WHERE only_row = 1 FOR UPDATE", Long.class));
    }

    public void moveHead(long position) {
        jdbc.update("UPDATE feed_head SET position = ? WHERE only_row = 1", position);
    }

    public FeedHead head() {
        return new FeedHead(deployment.id(), single(jdbc.queryForList("SELECT position FROM feed_head", Long.class)));
    }

    /**
     * Remembers the newest place of each project.
     *
     * @param lastPositions by project id
     */
    public void saveProjects(Map<String, Long> lastPositions) {
        projects.save(List.copyOf(lastPositions.entrySet()));
    }

    /** Some projects in which something happened, or that are counted, by their ids. */
    public List<String> projectsAfter(String projectId, int atMost) {
        return jdbc.queryForList(
                "(SELECT project_id FROM project_feed WHERE project_id > ? ORDER BY project_id LIMIT ?)"
                        + " UNION (SELECT DISTINCT project_id FROM digest_bucket WHERE project_id > ?"
                        + " ORDER BY project_id LIMIT ?)"
                        + " UNION (SELECT DISTINCT project_id FROM synced_entity WHERE project_id > ?"
                        + " ORDER BY project_id LIMIT ?) ORDER BY project_id LIMIT ?",
                String.class,
                projectId,
                atMost,
                projectId,
                atMost,
                projectId,
                atMost,
                atMost);
    }

    /** Whether no pull skips a project in which something happened, in one statement and so of one moment. */
    public boolean isRight(String projectId) {
        return jdbc.queryForList(
                        "SELECT 1 FROM (SELECT MAX(position) AS last FROM synced_entity WHERE project_id = ?) e"
                                + " WHERE e.last > COALESCE("
                                + "(SELECT last_position FROM project_feed WHERE project_id = ?), 0)",
                        Integer.class,
                        projectId,
                        projectId)
                .isEmpty();
    }

    /** Takes a project's newest place from its entities. The caller holds the lock of the feed's head. */
    public void remake(String projectId) {
        jdbc.update(
                "INSERT INTO project_feed (project_id, last_position)"
                        + " SELECT project_id, MAX(position) FROM synced_entity WHERE project_id = ? GROUP BY project_id"
                        + " ON DUPLICATE KEY UPDATE last_position = GREATEST(last_position, VALUES(last_position))",
                projectId);
    }

    /** Remembers that whatever had been written by a time stands at or below a place. */
    public void saveTime(long position, Instant at) {
        jdbc.update(
                "INSERT INTO feed_time (position, at) VALUES (?, ?) ON DUPLICATE KEY UPDATE position = position",
                position,
                UtcTimes.column(at));
    }

    /** A place above which everything stands that was written at that time or later. */
    public long before(Instant time) {
        var known = jdbc.queryForList(
                "SELECT position FROM feed_time WHERE at <= ? ORDER BY at DESC, position DESC LIMIT 1",
                Long.class,
                UtcTimes.column(time));
        return known.isEmpty() ? 0 : known.get(0);
    }

    private static long single(List<Long> positions) {
        if (positions.size() != 1) {
            throw new IllegalStateException("feed_head has " + positions.size() + " rows");
        }
        return positions.get(0);
    }
}
