package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.Follower;
import com.startynk.sync.benchmarks.load.measure.Crew;
import com.startynk.sync.benchmarks.load.measure.Latencies;
import com.startynk.sync.benchmarks.load.site.Site;
import com.startynk.sync.benchmarks.load.site.Sites;
import com.startynk.sync.benchmarks.load.wire.Device;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/** Devices that pull what came since, push a change, or read a task. */
final class Crowd {

    private static final double PULLS = 0.70;
    private static final double PUSHES = 0.25;
    private static final double EDITS = 0.8;
    private static final int LIMIT = 500;

    private final Bench bench;
    private final Sites sites;
    private final Queue<Puller> idle = new ConcurrentLinkedQueue<>();
    private final Latencies untold = new Latencies();

    Crowd(Bench bench, Sites sites) throws Exception {
        this.bench = bench;
        this.sites = sites;
        Crew.run(sites.all().stream()
                .<Callable<Void>>map(site -> () -> {
                    for (var device : site.devices()) {
                        idle.add(Puller.upToDate(bench, site, device));
                    }
                    return null;
                })
                .toList());
    }

    /** The next request of anybody; whether it was answered well. */
    boolean once() throws InterruptedException {
        var dice = ThreadLocalRandom.current().nextDouble();
        if (dice < PULLS) {
            return pull();
        }
        var site = sites.next();
        return dice < PULLS + PUSHES ? bench.push(Push.next(site, EDITS), site.nextDevice(), untold) : read(site);
    }

    /** One at a time for each device, which has one cursor. There are more of them than requests that can be open. */
    private boolean pull() throws InterruptedException {
        var puller = idle.poll();
        if (puller == null) {
            throw new IllegalStateException("more pulls are open than there are devices");
        }
        try {
            return bench.traffic().isGood(puller.follower.pull(LIMIT).http());
        } finally {
            idle.add(puller);
        }
    }

    private boolean read(Site site) throws InterruptedException {
        var task = site.tasks().any();
        return task.isEmpty()
                || bench.traffic()
                        .isGood(bench.api()
                                .get("/api/v1/entities/task/" + task.get().id(), site.nextDevice()));
    }

    /** Whether each device has in the end what everybody has. */
    void compare() throws InterruptedException {
        for (var puller : idle) {
            puller.follower.catchUp();
            puller.site.ledger().compare(puller.follower.copy().versions(), bench.faults());
        }
    }

    /** A device that follows its site. */
    private record Puller(Site site, Follower follower) {

        static Puller upToDate(Bench bench, Site site, Device device) throws InterruptedException {
            var follower = new Follower(bench.api(), device, site.projectId());
            follower.catchUp();
            return new Puller(site, follower);
        }
    }
}
