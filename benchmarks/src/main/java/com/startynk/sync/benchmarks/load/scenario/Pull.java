package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.Follower;
import com.startynk.sync.benchmarks.load.measure.ClosedLoop;
import com.startynk.sync.benchmarks.load.measure.Figures;
import com.startynk.sync.benchmarks.load.measure.Latencies;
import com.startynk.sync.benchmarks.load.measure.Tally;
import com.startynk.sync.benchmarks.load.site.Site;
import com.startynk.sync.benchmarks.load.site.SitePlan;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Pulling: half of the time all of a project, half of the time what came since, each worker after a change of his own. */
final class Pull implements Scenario {

    private static final String ROWS = "rows";
    private static final String PAGE = "page";
    private static final String INCREMENTAL = "incremental";
    private static final String VISIBLE = "visible_after";
    private static final int PEOPLE = 20;
    private static final int READERS = 8;
    private static final int LIMIT = 500;
    private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Override
    public Figures run(Bench bench) throws Exception {
        var size = bench.plan().size();
        var site = bench.sites(new SitePlan(1, PEOPLE, size.devices(), size.tasks()))
                .first();
        var figures = new Figures();
        full(bench, site, figures);
        incremental(bench, site, figures);
        return figures;
    }

    private static void full(Bench bench, Site site, Figures figures) throws Exception {
        var measured = loop(bench, (worker, tally) -> {
            var follower = new Follower(bench.api(), site.nextDevice(), site.projectId());
            while (pull(bench, follower, tally.latencies(PAGE))) {
                // The next page, until there is none.
            }
            tally.add(ROWS, follower.copy().versions().size());
        });
        var rows = measured.tally().sum(ROWS);
        figures.rate("full_rows_per_s", rows, measured.used().seconds())
                .latencies("full_page", measured.tally().latencies(PAGE))
                .cpu("row", rows, measured.used());
    }

    private static void incremental(Bench bench, Site site, Figures figures) throws Exception {
        var followers = IntStream.range(0, readers(bench))
                .mapToObj(reader -> new Follower(bench.api(), site.devicesOf(reader), site.projectId()))
                .toList();
        for (var follower : followers) {
            follower.catchUp();
        }
        var measured = loop(bench, (worker, tally) -> pushThenPull(bench, site, followers.get(worker), tally));
        var pulls = measured.tally().latencies(INCREMENTAL).count();
        figures.rate("incremental_per_s", pulls, measured.used().seconds())
                .latencies(INCREMENTAL, measured.tally().latencies(INCREMENTAL))
                .latencies(VISIBLE, measured.tally().latencies(VISIBLE))
                .cpu("incremental_pull", pulls, measured.used());
        bench.reconcile(site);
        bench.compare(site, followers);
    }

    /**
     * Until the worker's own change is in what he pulls. One that is not there in time counts as what was waited for it; that it
     * never comes, is found when everything is read back.
     */
    private static void pushThenPull(Bench bench, Site site, Follower follower, Tally tally)
            throws InterruptedException {
        var push = Push.next(site, 1);
        if (!bench.push(push, site.nextDevice(), tally.latencies("push"))) {
            return;
        }
        var entity = push.item().entityId();
        var acknowledged = System.nanoTime();
        while (follower.copy().versionOf(entity) < push.nextVersion()
                && System.nanoTime() - acknowledged < GIVE_UP_NANOS) {
            pull(bench, follower, tally.latencies(INCREMENTAL));
        }
        tally.latencies(VISIBLE).recordSince(acknowledged);
    }

    /** Whether there is more. One that brings nothing is not counted. */
    private static boolean pull(Bench bench, Follower follower, Latencies latencies) throws InterruptedException {
        var start = System.nanoTime();
        var answer = follower.pull(LIMIT);
        if (!bench.traffic().isGood(answer.http())) {
            return false;
        }
        if (answer.changes() > 0) {
            latencies.recordSince(start);
        }
        return answer.hasMore();
    }

    private static ClosedLoop.Measured loop(Bench bench, ClosedLoop.Operation operation) throws Exception {
        var plan = bench.plan();
        return ClosedLoop.run(
                readers(bench), plan.warmup().dividedBy(2), plan.duration().dividedBy(2), bench.meter(), operation);
    }

    private static int readers(Bench bench) {
        return Math.min(READERS, bench.plan().concurrency());
    }
}
