package com.startynk.sync.standalone.convergence.model;

/** What a mutation wants. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE
}
