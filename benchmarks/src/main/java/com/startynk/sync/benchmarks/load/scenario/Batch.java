package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.measure.Figures;
import com.startynk.sync.benchmarks.load.measure.Tally;
import com.startynk.sync.benchmarks.load.site.SitePlan;
import com.startynk.sync.benchmarks.load.site.Sites;
import com.startynk.sync.benchmarks.load.wire.BatchAnswer;
import com.startynk.sync.benchmarks.load.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Durable items of batches: what a device sends that had no signal for a while. */
final class Batch implements Scenario {

    private static final String BATCH = "batch";
    private static final String STORED = "stored";
    private static final double EDITS = 0.7;

    @Override
    public Figures run(Bench bench) throws Exception {
        var size = bench.plan().size();
        var sites = bench.sites(new SitePlan(10, 10, size.devices(), 400));
        var measured = bench.closedLoop((worker, tally) -> once(bench, sites, tally));
        bench.reconcile(sites);
        var batches = measured.tally().latencies(BATCH).count();
        var items = measured.tally().sum(STORED);
        return new Figures()
                .rate("items_per_s", items, measured.used().seconds())
                .rate("batches_per_s", batches, measured.used().seconds())
                .latencies(BATCH, measured.tally().latencies(BATCH))
                .cpu("item", items, measured.used());
    }

    private static void once(Bench bench, Sites sites, Tally tally) throws InterruptedException {
        var site = sites.next();
        var pushes = Stream.generate(() -> Push.next(site, EDITS))
                .limit(bench.plan().size().items())
                .toList();
        var body = Json.write(Map.of("items", pushes.stream().map(Push::item).toList()));
        var start = System.nanoTime();
        var answer = bench.api().post("/api/v1/sync/batches", site.nextDevice(), body);
        if (bench.traffic().isGood(answer)) {
            tally.latencies(BATCH).recordSince(start);
            tally.add(STORED, settle(bench, pushes, answer.as(BatchAnswer.class)));
        } else {
            pushes.forEach(push -> push.settleWithout(answer));
        }
    }

    /** How many items are stored. */
    private static int settle(Bench bench, List<Push> pushes, BatchAnswer answer) {
        var stored = 0;
        for (var i = 0; i < pushes.size(); i++) {
            if (pushes.get(i).settle(answer.results().get(i), bench.traffic(), bench.faults())) {
                stored++;
            }
        }
        return stored;
    }
}
