package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.Follower;
import com.startynk.sync.benchmarks.load.check.NoAnswer;
import com.startynk.sync.benchmarks.load.site.Site;
import com.startynk.sync.benchmarks.load.site.Sites;
import com.startynk.sync.benchmarks.load.wire.Api;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the feed has shown so far: from then on nobody may read anything older. */
final class Shown implements AutoCloseable {

    private static final long PAUSE_MILLIS = 50;

    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private final Traffic traffic;
    private final List<Follower> followers;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private volatile @Nullable RuntimeException broken;

    Shown(Api api, Traffic traffic, Sites sites) throws InterruptedException {
        this.traffic = traffic;
        this.followers = sites.all().stream().map(site -> follower(api, site)).toList();
        follow();
        var unused = thread.scheduleWithFixedDelay(
                this::followIfAnswered, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Follower follower(Api api, Site site) {
        return new Follower(api, site.devicesOf(0), site.projectId());
    }

    private void follow() throws InterruptedException {
        for (var follower : followers) {
            if (follower.catchUp() > 0) {
                versions.putAll(follower.copy().versions());
            }
        }
    }

    /** A round that gets no answer shows nothing; until the next one less is asked of what is read. */
    private void followIfAnswered() {
        try {
            follow();
        } catch (NoAnswer e) {
            traffic.failed(e);
        } catch (InterruptedException e) {
            // It is being closed.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            broken = e;
        }
    }

    /** Fails when what the feed shows is not known any more, so that nothing could be told from it to be stale. */
    void check() {
        var cause = broken;
        if (cause != null) {
            throw new IllegalStateException("the feed cannot be followed any more", cause);
        }
    }

    /** 0 for what it has not shown. */
    long versionOf(String entityId) {
        check();
        return versions.getOrDefault(entityId, 0L);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
