package com.startynk.sync.command.parking;

import com.startynk.sync.events.entity.MutationId;

/** A parked mutation has waited too long: it becomes a dead letter. */
public record GiveUpWaiting(MutationId mutationId) {}
