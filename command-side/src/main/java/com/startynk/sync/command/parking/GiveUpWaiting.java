package com.startynk.sync.command.parking;

import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.protocol.ErrorCode;

/**
 * A parked mutation has waited too long, or was tried too often: it becomes a dead letter.
 *
 * @param tries how often it was tried in vain
 */
public record GiveUpWaiting(MutationId mutationId, ErrorCode errorCode, String message, int tries) {}
