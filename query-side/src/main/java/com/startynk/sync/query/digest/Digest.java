package com.startynk.sync.query.digest;

import java.time.Instant;
import java.util.List;

/** What there is, in short: all lines are of one kind. */
record Digest(List<? extends DigestItem> items, Instant serverTime) {}
