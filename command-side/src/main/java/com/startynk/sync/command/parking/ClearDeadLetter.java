package com.startynk.sync.command.parking;

import com.startynk.sync.events.entity.MutationId;

/** An admin puts a dead letter away. */
public record ClearDeadLetter(MutationId mutationId) {}
