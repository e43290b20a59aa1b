package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.NoAnswer;
import com.startynk.sync.benchmarks.load.measure.Figures;
import com.startynk.sync.benchmarks.load.measure.Latencies;
import com.startynk.sync.benchmarks.load.measure.OpenLoop;
import com.startynk.sync.benchmarks.load.measure.Ticker;
import com.startynk.sync.benchmarks.load.site.Site;
import com.startynk.sync.benchmarks.load.site.SitePlan;
import com.startynk.sync.benchmarks.load.site.Task;
import com.startynk.sync.benchmarks.load.socket.Sockets;
import com.startynk.sync.benchmarks.load.wire.Item;
import com.startynk.sync.benchmarks.load.wire.Json;
import com.startynk.sync.benchmarks.load.wire.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many sockets in one project, where somebody writes at a steady rate: each of them is told of each change, once. */
final class Fanout implements Scenario {

    private static final int PEOPLE = 50;
    private static final int TASKS = 2_000;
    private static final int WRITERS = 32;
    private static final int AT_ONCE = 50;
    private static final Duration HOPELESS = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 20;

    @Override
    public Figures run(Bench bench) throws Exception {
        var size = bench.plan().size();
        var devices = Math.max(size.devices(), size.sockets());
        var site = bench.sites(new SitePlan(1, PEOPLE, devices, TASKS)).first();
        var audience = new Audience(size.sockets(), bench.faults());
        try (var sockets = new Sockets(bench.target().ws())) {
            connect(sockets, site, size.sockets(), audience);
            return load(bench, site, audience);
        }
    }

    private static void connect(Sockets sockets, Site site, int count, Audience audience) throws Exception {
        for (var first = 0; first < count; first += AT_ONCE) {
            var connecting = new ArrayList<CompletableFuture<Void>>();
            for (var socket = first; socket < Math.min(count, first + AT_ONCE); socket++) {
                connecting.add(sockets.connect(site.devices().get(socket), audience.listener(socket)));
            }
            for (var each : connecting) {
                await(each);
            }
        }
    }

    private static void await(CompletableFuture<Void> connecting) throws InterruptedException {
        try {
            connecting.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NoAnswer("connecting a socket", e);
        }
    }

    private static Figures load(Bench bench, Site site, Audience audience) throws Exception {
        var plan = bench.plan();
        var loop = new OpenLoop(WRITERS, Ticker.system(), HOPELESS);
        loop.run(plan.size().rate(), plan.warmup(), () -> write(bench, site, audience, Optional.empty()));
        var answers = new Latencies();
        var reading = bench.meter().start();
        var begun = System.nanoTime();
        var step =
                loop.run(plan.size().rate(), plan.duration(), () -> write(bench, site, audience, Optional.of(answers)));
        var writing = (System.nanoTime() - begun) / 1e9;
        awaitAll(audience);
        var used = reading.end();
        audience.check();
        bench.reconcile(site);
        var arrivals = audience.latencies();
        return new Figures()
                .rate("writes_per_s", answers.count(), writing)
                .rate("deliveries_per_s", arrivals.count(), used.seconds())
                .latencies("answer_to_socket", arrivals)
                .latencies("write", step.latencies())
                .count("writes_given_up", step.givenUp())
                .count("sockets_told_to_pull", audience.toldToPull())
                .count("sockets_closed", audience.closed())
                .cpu("delivery", arrivals.count(), used);
    }

    private static void awaitAll(Audience audience) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!audience.hasHeardAll() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** @param answers of the measured time; empty while warming up */
    private static boolean write(Bench bench, Site site, Audience audience, Optional<Latencies> answers)
            throws InterruptedException {
        var task = site.tasks().take().orElseThrow();
        var push = new Push(site, Optional.of(task), change(site, task));
        var delivery = audience.expect(task.id(), task.version() + 1);
        var start = System.nanoTime();
        var answer = bench.api().post("/api/v1/sync/items", site.nextDevice(), Json.write(push.item()));
        if (!bench.traffic().isGood(answer)) {
            push.settleWithout(answer);
            return false;
        }
        var answered = System.nanoTime();
        if (!push.settle(answer.as(Outcome.class), bench.traffic(), bench.faults())) {
            return false;
        }
        delivery.answered(answered, answers.isPresent());
        answers.ifPresent(measured -> measured.record(answered - start));
        return true;
    }

    /** Always something else than what is there: only then is there something to tell. */
    private static Item change(Site site, Task task) {
        var description = site.projectId() + " at " + task.version();
        return Item.update(
                "task", task.id(), site.projectId(), task.version(), new TreeMap<>(Map.of("description", description)));
    }
}
