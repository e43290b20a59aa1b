package com.startynk.sync.command.entity;

import java.util.List;
import org.axonframework.commandhandling.RoutingKey;

/**
 * Mutations of one partition, and decisions of conflicts, in order: decided, stored and answered together, in one unit of work.
 *
 * @param partition the routing key, so that in a cluster one node decides a project's mutations
 */
public record ApplyMutations(@RoutingKey int partition, List<Intent> intents) {

    public ApplyMutations {
        if (intents.isEmpty()) {
            throw new IllegalArgumentException("a group without intents");
        }
        intents = List.copyOf(intents);
    }
}
