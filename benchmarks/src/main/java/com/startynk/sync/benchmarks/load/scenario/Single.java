package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.measure.Figures;
import com.startynk.sync.benchmarks.load.measure.Latencies;
import com.startynk.sync.benchmarks.load.site.SitePlan;
import com.startynk.sync.benchmarks.load.site.Sites;
import com.startynk.sync.benchmarks.load.wire.Device;
import com.startynk.sync.benchmarks.load.wire.Json;
import com.startynk.sync.benchmarks.load.wire.Outcome;
import java.util.concurrent.ThreadLocalRandom;

/** Durable single items: each request is one change. Some are sent twice, as after a lost answer. */
final class Single implements Scenario {

    private static final String PUSH = "push";
    private static final double EDITS = 0.7;
    private static final double SENT_TWICE = 0.01;

    @Override
    public Figures run(Bench bench) throws Exception {
        var sites = bench.sites(new SitePlan(10, 10, bench.plan().size().devices(), 100));
        var measured = bench.closedLoop((worker, tally) -> once(bench, sites, tally.latencies(PUSH)));
        bench.reconcile(sites);
        var requests = measured.tally().latencies(PUSH).count();
        return new Figures()
                .rate("requests_per_s", requests, measured.used().seconds())
                .latencies(PUSH, measured.tally().latencies(PUSH))
                .cpu("request", requests, measured.used());
    }

    private static void once(Bench bench, Sites sites, Latencies latencies) throws InterruptedException {
        var site = sites.next();
        var push = Push.next(site, EDITS);
        var device = site.nextDevice();
        var start = System.nanoTime();
        var answer = bench.api().post("/api/v1/sync/items", device, Json.write(push.item()));
        if (!bench.traffic().isGood(answer)) {
            push.settleWithout(answer);
            return;
        }
        latencies.recordSince(start);
        var outcome = answer.as(Outcome.class);
        if (ThreadLocalRandom.current().nextDouble() < SENT_TWICE) {
            sendAgain(bench, push, device, outcome);
        }
        push.settle(outcome, bench.traffic(), bench.faults());
    }

    /** While its task is still in this worker's hands: nobody else can have moved its version. */
    private static void sendAgain(Bench bench, Push push, Device device, Outcome first) throws InterruptedException {
        var answer = bench.api().post("/api/v1/sync/items", device, Json.write(push.item()));
        Repetition.check(push.item(), first, answer, bench.faults());
        var unused = bench.traffic().isGood(answer);
    }
}
