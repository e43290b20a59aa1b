package com.startynk.sync.catalog;

/** Whether a device asks its copy or the server first. */
public enum CacheStrategy {
    CACHE_FIRST,
    STALE_WHILE_REVALIDATE,
    NETWORK_FIRST
}
