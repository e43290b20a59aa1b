package com.startynk.sync.standalone.kill;

import com.startynk.sync.standalone.kill.Intent.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The projects of the crew, and the tasks that everybody edits: one a round, so that each is edited often enough to be loaded
 * from a snapshot, and none grows beyond what an item holds.
 */
final class Site {

    private static final int PROJECTS = 3;

    private final List<String> projects = ids(PROJECTS);
    private final List<String> shared;
    private final String unedited = UUID.randomUUID().toString();
    private volatile int round;

    Site(int rounds) {
        shared = ids(rounds);
    }

    private static List<String> ids(int count) {
        return Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList();
    }

    List<Intent> opening(List<String> members) {
        var opening = new ArrayList<Intent>();
        for (var project : projects) {
            Map<String, Object> data = Map.of("name", "Quay", "memberIds", members);
            opening.add(Intent.create("project", new Name(project, null), project, data));
        }
        Stream.concat(shared.stream(), Stream.of(unedited)).forEach(task -> {
            var project = projects.get(opening.size() % PROJECTS);
            opening.add(Intent.create("task", new Name(task, null), project, Map.of("title", "Pour slab")));
        });
        return opening;
    }

    void round(int number) {
        round = number;
    }

    String anyProject(Random random) {
        return projects.get(random.nextInt(PROJECTS));
    }

    /** Mostly this round's. */
    String anySharedTask(Random random) {
        return shared.get(random.nextInt(3) == 0 ? random.nextInt(round + 1) : round);
    }

    String uneditedTask() {
        return unedited;
    }
}
