package com.startynk.sync.query.digest;

import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random work, with replays in between; whatever it was, the buckets must be what a fresh look at all entities says. */
class DigestModelTest {

    private static final int STEPS = 60;

    private static RunningQuerySide querySide;

    private final Site site = new Site(querySide);
    private final List<String> projects = new ArrayList<>();
    private final Map<String, Boolean> deleted = new HashMap<>();

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of());
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bucketsAreWhatAFreshLookSays(long seed) {
        var random = new Random(seed);
        for (var step = 0; step < STEPS; step++) {
            site.together(() -> {
                for (var n = random.nextInt(12); n >= 0; n--) {
                    work(random);
                }
            });
            if (random.nextInt(20) == 0) {
                querySide.replay();
            }
        }
        querySide.settle();

        assertThat(ReckonedDigest.keptBuckets(querySide))
                .as("seed %d", seed)
                .isNotEmpty()
                .isEqualTo(ReckonedDigest.buckets(querySide));
    }

    private void work(Random random) {
        var choice = projects.isEmpty() ? 0 : random.nextInt(12);
        if (choice == 0) {
            projects.add(site.project(newUser()));
            deleted.put(projects.get(projects.size() - 1), false);
        } else if (choice < 5) {
            var type = random.nextBoolean() ? "task" : "material";
            var project = projects.get(random.nextInt(projects.size()));
            deleted.put(site.create(UUID.randomUUID().toString(), type, project, Map.of("name", "new"), null), false);
        } else {
            edit(List.copyOf(deleted.keySet()).get(random.nextInt(deleted.size())), random);
        }
    }

    private void edit(String id, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> site.acknowledge(id);
            case 1 -> turn(id);
            default -> {
                if (!deleted.get(id)) {
                    site.change(id, Map.of("notes", "edit " + random.nextInt()));
                }
            }
        }
    }

    private void turn(String id) {
        if (deleted.get(id)) {
            site.revive(id, Map.of("notes", "back"));
        } else {
            site.delete(id);
        }
        deleted.put(id, !deleted.get(id));
    }
}
