package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.measure.Figures;
import com.startynk.sync.benchmarks.load.measure.OpenLoop;
import com.startynk.sync.benchmarks.load.measure.Ticker;
import com.startynk.sync.benchmarks.load.site.SitePlan;
import java.time.Duration;

/** What devices do all day, at a rate of its own: how much of it the server takes before people begin to wait. */
final class Mixed implements Scenario {

    private static final int SITES = 20;
    private static final int PEOPLE = 10;
    private static final int DEVICES = 800;
    private static final int TASKS = 200;
    private static final Duration HOPELESS = Duration.ofSeconds(5);

    @Override
    public Figures run(Bench bench) throws Exception {
        var plan = bench.plan();
        // Each device has one cursor and pulls once at a time: there must be one for every request that can be open.
        var devices = Math.max(Math.min(DEVICES, plan.size().devices()), plan.connections() + SITES);
        var sites = bench.sites(new SitePlan(SITES, PEOPLE, devices, TASKS));
        var crowd = new Crowd(bench, sites);
        var loop = new OpenLoop(plan.connections(), Ticker.system(), HOPELESS);
        loop.run(plan.size().startRate(), plan.warmup(), crowd::once);
        var reading = bench.meter().start();
        var search = new RateSearch(rate -> loop.run(rate, plan.duration(), crowd::once));
        search.run(plan.size().startRate(), plan.size().maxRate());
        var used = reading.end();
        bench.reconcile(sites);
        crowd.compare();
        var figures = new Figures().value("highest_rate_per_s", search.highestRate());
        search.best().ifPresent(step -> figures.latencies("request", step.latencies()));
        return figures.count("steps", search.steps()).cpu("request", search.requests(), used);
    }
}
