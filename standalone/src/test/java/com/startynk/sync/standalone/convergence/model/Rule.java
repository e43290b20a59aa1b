package com.startynk.sync.standalone.convergence.model;

/** How a contested field ends. */
enum Rule {
    LAST_WRITE,
    MIN,
    MAX,
    SUM,
    UNION,
    MERGE_KEYS,
    APPEND,
    FURTHEST,
    CLIENT,
    SERVER,
    MANUAL
}
