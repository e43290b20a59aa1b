package com.startynk.sync.catalog;

/** What a role may do with the entities of a type. */
public enum Action {
    READ,
    CREATE,
    UPDATE,
    DELETE
}
