package com.startynk.sync.benchmarks.load.scenario;

/**
 * How large a scenario is.
 *
 * @param devices that share the requests
 * @param items of a batch
 * @param tasks that are there before pull and read begin
 * @param sockets of the fan-out
 * @param rate writes a second of the fan-out
 * @param startRate requests a second at which the mixed load begins
 * @param maxRate requests a second at which the mixed load ends
 */
public record Size(int devices, int items, int tasks, int sockets, int rate, int startRate, int maxRate) {}
