package com.startynk.sync.realtime.presence;

import com.startynk.sync.platform.session.Revocations;
import com.startynk.sync.realtime.relay.ProjectRooms;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/** Starts presence before the door opens for sockets, and ends it after it was closed. */
public final class PresenceServer implements SmartLifecycle {

    /** After the connections to Redis. */
    private static final int PHASE = 9_000;

    private final Presence presence;
    private final ProjectRooms rooms;
    private final RedisConnectionFactory redis;
    private final Revocations revocations;
    private volatile boolean running;

    /** @param revocations know which deployment this is: others may use the same Redis */
    public PresenceServer(
            Presence presence, ProjectRooms rooms, RedisConnectionFactory redis, Revocations revocations) {
        this.presence = presence;
        this.rooms = rooms;
        this.redis = redis;
        this.revocations = revocations;
    }

    @Override
    public void start() {
        presence.start(rooms, redis, "startynk:presence:" + revocations.deployment() + ':');
        running = true;
    }

    @Override
    public void stop() {
        presence.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
