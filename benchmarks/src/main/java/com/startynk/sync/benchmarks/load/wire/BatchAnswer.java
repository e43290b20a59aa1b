package com.startynk.sync.benchmarks.load.wire;

import java.util.List;

/** The answer to a batch: outcomes in the order of its items. */
public record BatchAnswer(List<Outcome> results) {}
