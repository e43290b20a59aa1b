package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.Faults;
import com.startynk.sync.benchmarks.load.check.Follower;
import com.startynk.sync.benchmarks.load.check.Reconciliation;
import com.startynk.sync.benchmarks.load.measure.ClosedLoop;
import com.startynk.sync.benchmarks.load.measure.Latencies;
import com.startynk.sync.benchmarks.load.measure.Meter;
import com.startynk.sync.benchmarks.load.site.Site;
import com.startynk.sync.benchmarks.load.site.SiteOffice;
import com.startynk.sync.benchmarks.load.site.SitePlan;
import com.startynk.sync.benchmarks.load.site.Sites;
import com.startynk.sync.benchmarks.load.wire.Api;
import com.startynk.sync.benchmarks.load.wire.Device;
import com.startynk.sync.benchmarks.load.wire.Json;
import com.startynk.sync.benchmarks.load.wire.Outcome;
import com.startynk.sync.benchmarks.load.wire.Target;
import com.startynk.sync.benchmarks.load.wire.TokenSigner;
import java.time.Duration;
import java.util.Collection;

/** What a scenario works with. */
public record Bench(Target target, Plan plan, Meter meter, Api api, Traffic traffic, Faults faults) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    Sites sites(SitePlan sites) throws Exception {
        return new SiteOffice(api, new TokenSigner(target.secret())).open(sites);
    }

    ClosedLoop.Measured closedLoop(ClosedLoop.Operation operation) throws Exception {
        return ClosedLoop.run(plan.concurrency(), plan.warmup(), plan.duration(), meter, operation);
    }

    /** Sends a change alone and keeps what came of it; whether it is stored. */
    boolean push(Push push, Device device, Latencies latencies) throws InterruptedException {
        var start = System.nanoTime();
        var answer = api.post("/api/v1/sync/items", device, Json.write(push.item()));
        if (!traffic.isGood(answer)) {
            push.settleWithout(answer);
            return false;
        }
        latencies.recordSince(start);
        return push.settle(answer.as(Outcome.class), traffic, faults);
    }

    /** Has devices that followed the feed under load catch up: then they must have what everybody has. */
    void compare(Site site, Collection<Follower> followers) throws InterruptedException {
        for (var follower : followers) {
            follower.catchUp();
            site.ledger().compare(follower.copy().versions(), faults);
        }
    }

    /** Reads a site back; nobody may write there any more. */
    void reconcile(Site site) throws InterruptedException {
        new Reconciliation(api, PATIENCE).check(site.projectId(), site.nextDevice(), site.ledger(), faults);
    }

    void reconcile(Sites sites) throws InterruptedException {
        for (var site : sites.all()) {
            reconcile(site);
        }
    }
}
