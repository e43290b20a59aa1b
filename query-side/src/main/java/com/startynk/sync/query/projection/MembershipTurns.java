package com.startynk.sync.query.projection;

import com.startynk.sync.query.membership.MembershipRows.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who came into a project and who left it in the course of a batch. Nobody sees the middle of a batch: who ends as he began
 * has not turned. The others turn at the place of the event that made it final.
 */
final class MembershipTurns {

    private final Map<String, Map<String, Turn>> byProject = new HashMap<>();

    /** Notes what one event made of a project's members. */
    void note(String projectId, Set<String> before, Set<String> after, long place) {
        var turns = byProject.computeIfAbsent(projectId, key -> new HashMap<>());
        before.stream()
                .filter(user -> !after.contains(user))
                .forEach(user -> turn(turns, new Turn(projectId, user, false, place)));
        after.stream()
                .filter(user -> !before.contains(user))
                .forEach(user -> turn(turns, new Turn(projectId, user, true, place)));
    }

    List<Turn> all() {
        var all = new ArrayList<Turn>();
        byProject.values().forEach(turns -> all.addAll(turns.values()));
        return all;
    }

    /** The second turn of a user undoes the first. */
    private static void turn(Map<String, Turn> turns, Turn turn) {
        turns.compute(turn.userId(), (user, earlier) -> earlier == null ? turn : null);
    }
}
