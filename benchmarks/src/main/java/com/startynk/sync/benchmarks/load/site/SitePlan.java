package com.startynk.sync.benchmarks.load.site;

/**
 * How large the sites of a scenario are.
 *
 * @param people members of each site
 * @param devices of all sites together: the contract bounds what one may ask for in a minute
 * @param tasks of each site, before the load begins
 */
public record SitePlan(int sites, int people, int devices, int tasks) {}
