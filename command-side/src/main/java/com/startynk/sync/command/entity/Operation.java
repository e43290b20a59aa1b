package com.startynk.sync.command.entity;

/** What a mutation does to its entity. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE
}
