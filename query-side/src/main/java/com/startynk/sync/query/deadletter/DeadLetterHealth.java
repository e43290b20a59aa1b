package com.startynk.sync.query.deadletter;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Tells how many events are parked. A node on which some are serves all others, so it is well. */
public final class DeadLetterHealth implements HealthIndicator {

    private final DeadLetters letters;

    public DeadLetterHealth(DeadLetters letters) {
        this.letters = letters;
    }

    @Override
    public Health health() {
        var health = Health.up();
        letters.processors()
                .forEach(processor ->
                        health.withDetail(processor, letters.parked(processor).events()));
        return health.build();
    }
}
