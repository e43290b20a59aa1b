package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.StaleCheck;
import com.startynk.sync.benchmarks.load.measure.Figures;
import com.startynk.sync.benchmarks.load.measure.Meter;
import com.startynk.sync.benchmarks.load.measure.Tally;
import com.startynk.sync.benchmarks.load.site.SitePlan;
import com.startynk.sync.benchmarks.load.site.Sites;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Reading single tasks, some far more often than others, while a few of them change. */
final class Read implements Scenario {

    private static final String READ = "read";
    private static final String WRITE = "write";
    private static final String HITS = "hits";
    private static final String UNCHANGED = "unchanged";
    private static final String BEHIND = "behind";
    private static final int SITES = 10;
    private static final int PEOPLE = 10;
    /** Times what other scenarios have: no request costs as little as one of these, so more of them are made. */
    private static final int DEVICES = 4;

    private static final double WRITES = 0.005;
    private static final double CONDITIONAL = 0.2;

    @Override
    public Figures run(Bench bench) throws Exception {
        var size = bench.plan().size();
        var plan = new SitePlan(SITES, PEOPLE, DEVICES * size.devices(), size.tasks() / SITES);
        var sites = bench.sites(plan);
        var targets = targets(sites);
        var popularity = new Popularity(targets.size());
        try (var shown = new Shown(bench.api(), bench.traffic(), sites)) {
            var measured = bench.closedLoop((worker, tally) -> {
                var target = targets.get(popularity.next());
                if (ThreadLocalRandom.current().nextDouble() < WRITES) {
                    write(bench, target, tally);
                } else {
                    read(bench, target, shown, tally);
                }
            });
            shown.check();
            bench.reconcile(sites);
            return figures(measured.tally(), measured.used());
        }
    }

    /** In any order, so that the popular ones are of all sites. */
    private static List<ReadTarget> targets(Sites sites) {
        var targets = new ArrayList<ReadTarget>();
        for (var site : sites.all()) {
            site.tasks().all().forEach(task -> targets.add(new ReadTarget(site, task.id())));
        }
        Collections.shuffle(targets);
        return targets;
    }

    /** Unless somebody else is changing it. */
    private static void write(Bench bench, ReadTarget target, Tally tally) throws InterruptedException {
        var site = target.site();
        var task = site.tasks().take(target.taskId());
        if (task.isPresent()) {
            bench.push(Push.edit(site, task.get()), site.nextDevice(), tally.latencies(WRITE));
        }
    }

    private static void read(Bench bench, ReadTarget target, Shown shown, Tally tally) throws InterruptedException {
        var conditional = ThreadLocalRandom.current().nextDouble() < CONDITIONAL;
        // Both before it is asked for: what is shown or acknowledged meanwhile may be missing.
        var least = shown.versionOf(target.taskId());
        var acknowledged = target.site().ledger().leastVersion(target.taskId());
        var start = System.nanoTime();
        var answer = target.read(bench.api(), conditional);
        var unchanged = answer.status() == 304;
        if (!unchanged && !bench.traffic().isGood(answer)) {
            return;
        }
        tally.latencies(READ).recordSince(start);
        tally.add(UNCHANGED, unchanged ? 1 : 0);
        tally.add(HITS, "HIT".equals(answer.header("X-Cache")) ? 1 : 0);
        var version = target.version(answer);
        tally.add(BEHIND, version < acknowledged ? 1 : 0);
        StaleCheck.check(target.taskId(), version, least, bench.faults());
    }

    private static Figures figures(Tally tally, Meter.Consumption used) {
        var reads = tally.latencies(READ).count();
        return new Figures()
                .rate("requests_per_s", reads, used.seconds())
                .latencies(READ, tally.latencies(READ))
                .share("hit_share", tally.sum(HITS), reads)
                .share("unchanged_share", tally.sum(UNCHANGED), reads)
                .count("writes", tally.latencies(WRITE).count())
                .count("behind_acknowledged", tally.sum(BEHIND))
                .cpu("request", reads, used);
    }
}
