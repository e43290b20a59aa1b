package com.startynk.sync.protocol.push;

import java.util.List;

/** What became of dead letters that were tried again. */
public record RetryResult(int retried, List<SyncResult> results) {}
