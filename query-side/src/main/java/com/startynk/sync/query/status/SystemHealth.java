package com.startynk.sync.query.status;

import com.startynk.sync.query.platform.RedisBreaker;

/** How syncing is, as this process sees it. */
public final class SystemHealth {

    private final ProjectionHealth projection;
    private final RedisBreaker redis;

    public SystemHealth(ProjectionHealth projection, RedisBreaker redis) {
        this.projection = projection;
        this.redis = redis;
    }

    public Health now() {
        return switch (projection.state()) {
            case STOPPED -> Health.DOWN;
            case FAILING -> Health.DEGRADED;
            case RUNNING -> redis.isHealthy() ? Health.OK : Health.DEGRADED;
        };
    }
}
