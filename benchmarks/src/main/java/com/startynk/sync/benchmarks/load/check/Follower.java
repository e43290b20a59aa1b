package com.startynk.sync.benchmarks.load.check;

import com.startynk.sync.benchmarks.load.wire.Answer;
import com.startynk.sync.benchmarks.load.wire.Api;
import com.startynk.sync.benchmarks.load.wire.Device;
import com.startynk.sync.benchmarks.load.wire.Feed;
import com.startynk.sync.benchmarks.load.wire.Page;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Somebody who keeps a copy of one project by following his cursor. */
public final class Follower {

    private static final int LARGEST_PAGE = 1_000;
    private static final int REFUSALS = 50;
    private static final long PAUSE_MILLIS = 100;

    private final Api api;
    private final List<Device> devices;
    private final String projectId;
    private final Copy copy = new Copy();
    private int turn;

    /** Pulls by these devices in turn. A cursor belongs to its reader, so they must be of one person. */
    public Follower(Api api, List<Device> devices, String projectId) {
        this.api = api;
        this.devices = devices;
        this.projectId = projectId;
    }

    public Follower(Api api, Device device, String projectId) {
        this(api, List.of(device), projectId);
    }

    /** Asks for the next page, and takes it if it comes. */
    public Pulled pull(int limit) {
        turn = (turn + 1) % devices.size();
        var answer = Feed.pull(api, devices.get(turn), projectId, copy.cursor(), limit);
        if (!answer.isGood()) {
            return new Pulled(answer, 0, false);
        }
        var page = answer.as(Page.class);
        copy.take(page);
        return new Pulled(answer, page.changes().size(), page.hasMore());
    }

    /** Takes pages until there are no more, and answers how many changes they had. */
    public int catchUp() throws InterruptedException {
        var changes = 0;
        while (true) {
            var pulled = pullPatiently();
            changes += pulled.changes();
            if (!pulled.hasMore()) {
                return changes;
            }
        }
    }

    /** A server that has just been overloaded may say so for a while. */
    private Pulled pullPatiently() throws InterruptedException {
        var pulled = pull(LARGEST_PAGE);
        for (var refusal = 0; pulled.http().isRefusedForNow() && refusal < REFUSALS; refusal++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            pulled = pull(LARGEST_PAGE);
        }
        if (!pulled.http().isGood()) {
            throw new NoAnswer("pulling project " + projectId, pulled.http());
        }
        return pulled;
    }

    public Copy copy() {
        return copy;
    }

    /** What a pull brought. */
    public record Pulled(Answer http, int changes, boolean hasMore) {}
}
