package com.startynk.sync.benchmarks.load.site;

/** A task as its last editor knows it. */
public record Task(String id, long version) {}
