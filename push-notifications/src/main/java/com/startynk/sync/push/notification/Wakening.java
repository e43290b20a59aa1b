package com.startynk.sync.push.notification;

import java.time.Instant;

/**
 * A notification that woke somebody, or will.
 *
 * @param at when the first of the person's phones may have been woken, which is later than it was made in quiet hours
 */
public record Wakening(String userId, String category, String type, Instant at) {}
