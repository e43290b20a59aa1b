package com.startynk.sync.command.entity;

import java.util.Optional;

/** A mutation and the entity that it is meant for, or the absence of one. */
sealed interface Meeting permits Encounter, Absence {

    Mutation mutation();

    /** The answer that needs no decision: the one given before, or a refusal. */
    Optional<Outcome> beforeDeciding();

    /** Asked when there is no such answer, and what the mutation refers to has arrived. */
    Outcome decide();
}
