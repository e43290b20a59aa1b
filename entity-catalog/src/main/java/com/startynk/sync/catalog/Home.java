package com.startynk.sync.catalog;

/** In which project the entities of a type live. */
public enum Home {
    /** The one that the item names. */
    PROJECT,
    /** Their own: the project's id is the entity's id. */
    SELF,
    /** The one project that everybody is in. */
    ORG
}
