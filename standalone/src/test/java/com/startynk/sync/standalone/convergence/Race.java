package com.startynk.sync.standalone.convergence;

import static org.awaitility.Awaitility.await;

import com.startynk.sync.standalone.convergence.model.Answer;
import com.startynk.sync.standalone.convergence.model.Divergence;
import com.startynk.sync.standalone.convergence.model.Item;
import com.startynk.sync.standalone.convergence.model.Operation;
import com.startynk.sync.standalone.convergence.system.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Devices that edit one task and push at the same moment. In which order they arrive nobody can say, so this holds only what
 * must be true in every order: what each of them added is there once, and every accepted change has a version of its own.
 */
final class Race {

    private static final int RACERS = 3;
    private static final int ROUNDS = 4;
    private static final long LAST_VERSION = 1 + RACERS * ROUNDS;
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final ExecutorService PUSHES = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "racer");
        thread.setDaemon(true);
        return thread;
    });

    private final String project = UUID.randomUUID().toString();
    private final String task = UUID.randomUUID().toString();
    private final Random random;
    private final Figures figures;
    private final List<Racer> racers = new ArrayList<>();

    private Race(long seed, Services services, Figures figures) {
        this.random = new Random(seed);
        this.figures = figures;
        for (var n = 0; n < RACERS; n++) {
            var name = project + "-racer-" + n;
            racers.add(new Racer(n, name, services.api(name, name, "FOREMAN"), figures));
        }
    }

    static void run(long seed, Services services, Figures figures) {
        var race = new Race(seed, services, figures);
        race.prepare(services);
        for (var round = 0; round < ROUNDS; round++) {
            race.round(round);
        }
        race.compare();
    }

    private void prepare(Services services) {
        var members = racers.stream().<Object>map(Racer::name).toList();
        var site = creation("project", project, Map.of("name", "Quay 8", "memberIds", members));
        var work = creation("task", task, Map.of("title", "Pour slab"));
        Exchange.push(services.api("admin", project + "-admin", "ADMIN"), List.of(site, work), figures);
        racers.forEach(racer -> racer.pull(task));
    }

    private Item creation(String type, String id, Map<String, Object> data) {
        return new Item(newId(), type, Operation.CREATE, id, null, project, null, data, null, null);
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    /** All make an edit on what they hold and push it together; one hears nothing and pushes again, one pushes twice at once. */
    private void round(int round) {
        var pushes = new ArrayList<CompletableFuture<Void>>();
        for (var racer : racers) {
            var item = racer.edit(task, round);
            for (var times = 1 + random.nextInt(2); times > 0; times--) {
                pushes.add(CompletableFuture.runAsync(() -> racer.push(item), PUSHES));
            }
        }
        pushes.forEach(CompletableFuture::join);
        for (var racer : racers) {
            if (random.nextBoolean()) {
                racer.push(racer.lastItem());
            }
            if (random.nextInt(3) > 0) {
                racer.pull(task);
            }
        }
    }

    private void compare() {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> {
            racers.forEach(racer -> racer.pull(task));
            return racers.stream().allMatch(racer -> racer.held(task).version() == LAST_VERSION);
        });
        var right = racers.get(0).held(task);
        for (var racer : racers) {
            if (!racer.held(task).equals(right)) {
                throw new Divergence("racers hold " + right + "\nand " + racer.held(task));
            }
            racer.requireAllIn(right.data());
        }
        var versions = new HashSet<Long>();
        racers.stream()
                .flatMap(racer -> racer.answers().stream())
                .map(Answer::version)
                .forEach(versions::add);
        if (versions.size() != RACERS * ROUNDS) {
            throw new Divergence("version " + right.version() + " after edits answered with versions " + versions);
        }
    }
}
