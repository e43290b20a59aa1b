package com.startynk.sync.realtime.presence;

import com.startynk.sync.realtime.engine.Frame;
import com.startynk.sync.realtime.relay.ProjectRooms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the sockets of a project who came and went, each change encoded once for all of them, and no more messages a second than
 * a project may cost: what is more waits, and of each person only the newest state. Confined to the thread of presence.
 */
final class Telling {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Executor thread;
    private final ProjectRooms rooms;
    private final JsonMapper json;
    private final int deliveries;
    private final PresenceMetrics metrics;
    private final Map<String, Project> projects = new HashMap<>();

    private static final class Project {

        private static final int UNKNOWN = -1;

        private final Map<String, PresenceChanged> waiting = new LinkedHashMap<>();
        private Instant flushed;
        private double credit;
        private int readers = UNKNOWN;
        private boolean onItsWay;

        Project(Instant now, double credit) {
            this.flushed = now;
            this.credit = credit;
        }
    }

    /**
     * Makes one that has nothing to tell.
     *
     * @param thread that of presence
     * @param deliveries messages a second to all sockets of one project together
     */
    Telling(Executor thread, ProjectRooms rooms, JsonMapper json, int deliveries, PresenceMetrics metrics) {
        this.thread = thread;
        this.rooms = rooms;
        this.json = json;
        this.deliveries = deliveries;
        this.metrics = metrics;
    }

    void add(PresenceChanged change, Instant now) {
        projects.computeIfAbsent(change.projectId(), unknown -> new Project(now, deliveries))
                .waiting
                .put(change.userId(), change);
    }

    /** How many changes are held back. */
    int waiting() {
        return projects.values().stream()
                .mapToInt(project -> project.waiting.size())
                .sum();
    }

    /** Tells what may be told now. */
    void flush(Instant now) {
        projects.values().removeIf(project -> isAtRest(project, now));
        projects.forEach((projectId, project) -> {
            if (!project.onItsWay && !project.waiting.isEmpty()) {
                flush(projectId, project, now);
            }
        });
    }

    private static boolean isAtRest(Project project, Instant now) {
        return project.waiting.isEmpty()
                && !project.onItsWay
                && project.flushed.plus(SECOND).isBefore(now);
    }

    private void flush(String projectId, Project project, Instant now) {
        var passed = Duration.between(project.flushed, now).toNanos() / (double) SECOND.toNanos();
        project.credit = Math.min(deliveries, project.credit + Math.max(0, passed) * deliveries);
        project.flushed = now;
        var count = affordable(project);
        if (count == 0) {
            return;
        }
        var frames = new ArrayList<Frame>();
        for (var told : List.copyOf(project.waiting.values()).subList(0, count)) {
            project.waiting.remove(told.userId());
            frames.add(Frame.event(PresenceChanged.EVENT, json.writeValueAsString(told)));
        }
        project.onItsWay = true;
        rooms.tell(
                projectId,
                frames,
                readers -> thread.execute(() -> {
                    project.onItsWay = false;
                    project.readers = readers;
                    metrics.told(count, readers);
                    project.credit -= (double) readers * count;
                }));
    }

    /** How many changes may go out. One, when it is not known to how many; and one a while, when even that is too much. */
    private int affordable(Project project) {
        var all = project.waiting.size();
        return switch (project.readers) {
            case Project.UNKNOWN -> 1;
            case 0 -> all;
            default -> {
                var some = (int) Math.max(0, project.credit / project.readers);
                yield Math.min(all, project.credit >= deliveries ? Math.max(1, some) : some);
            }
        };
    }
}
