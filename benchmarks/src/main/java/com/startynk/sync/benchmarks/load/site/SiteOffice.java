package com.startynk.sync.benchmarks.load.site;

import com.startynk.sync.benchmarks.load.check.Follower;
import com.startynk.sync.benchmarks.load.check.NoAnswer;
import com.startynk.sync.benchmarks.load.measure.Crew;
import com.startynk.sync.benchmarks.load.wire.Api;
import com.startynk.sync.benchmarks.load.wire.BatchAnswer;
import com.startynk.sync.benchmarks.load.wire.Device;
import com.startynk.sync.benchmarks.load.wire.Item;
import com.startynk.sync.benchmarks.load.wire.Json;
import com.startynk.sync.benchmarks.load.wire.TokenSigner;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes sites through the contract, as an admin would, and fills them as their crews would. */
public final class SiteOffice {

    private static final int BATCH = 250;
    private static final int POLLS = 200;
    private static final long PAUSE_MILLIS = 50;

    private final Api api;
    private final TokenSigner signer;
    private final Device admin;

    public SiteOffice(Api api, TokenSigner signer) {
        this.api = api;
        this.signer = signer;
        this.admin = Device.of(UUID.randomUUID().toString(), List.of("ADMIN"), signer);
    }

    public Sites open(SitePlan plan) throws Exception {
        var sites = Stream.generate(() -> site(plan)).limit(plan.sites()).toList();
        for (var site : sites) {
            awaitMembership(site);
        }
        Crew.run(sites.stream()
                .<Callable<Void>>map(site -> () -> {
                    fill(site, plan.tasks());
                    return null;
                })
                .toList());
        return new Sites(sites);
    }

    private Site site(SitePlan plan) {
        var people = Stream.generate(() -> UUID.randomUUID().toString())
                .limit(plan.people())
                .toList();
        var devices = IntStream.range(0, Math.max(plan.people(), plan.devices() / plan.sites()))
                .mapToObj(i -> Device.of(people.get(i % people.size()), List.of("FOREMAN"), signer))
                .toList();
        var site = new Site(UUID.randomUUID().toString(), devices);
        var data = new TreeMap<String, Object>(Map.of("name", "Load", "status", "ACTIVE", "memberIds", people));
        push(site, admin, List.of(Item.create("project", site.projectId(), site.projectId(), data)));
        return site;
    }

    /** A membership takes effect within seconds, not at once. */
    private void awaitMembership(Site site) throws InterruptedException {
        for (var poll = 0; poll < POLLS; poll++) {
            var follower = new Follower(api, site.devices().get(0), site.projectId());
            follower.catchUp();
            if (follower.copy().versions().containsKey(site.projectId())) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new IllegalStateException("a member does not see project " + site.projectId());
    }

    private void fill(Site site, int tasks) {
        for (var made = 0; made < tasks; made += BATCH) {
            var items = Stream.generate(() -> Item.create("task", Item.newId(), site.projectId(), Work.newTask()))
                    .limit(Math.min(BATCH, tasks - made))
                    .toList();
            push(site, site.nextDevice(), items);
            items.forEach(item -> site.tasks().giveBack(new Task(item.entityId(), 1)));
        }
    }

    private void push(Site site, Device device, List<Item> items) {
        var answer = api.post("/api/v1/sync/batches", device, Json.write(Map.of("items", items)));
        if (!answer.isGood()
                || !answer.as(BatchAnswer.class).results().stream()
                        .allMatch(outcome -> outcome.status().equals("APPLIED"))) {
            throw new NoAnswer("making a site", answer);
        }
        items.forEach(item -> site.ledger().acknowledged(item.entityId(), 1));
    }
}
