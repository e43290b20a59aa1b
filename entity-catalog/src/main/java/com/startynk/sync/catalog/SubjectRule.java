package com.startynk.sync.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Says which person a record is about: whose erasure makes its sensitive values unreadable.
 *
 * @param field holds the person's user id and never changes; null where the record's own id is that of the person
 */
public record SubjectRule(@Nullable String field) {

    /** In place of a field: the record is the person. */
    static final String ITSELF = "entityId";
}
