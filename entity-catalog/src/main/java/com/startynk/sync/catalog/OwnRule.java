package com.startynk.sync.catalog;

import java.util.Set;

/**
 * Narrows what some roles may do with a type to the records that are their own.
 *
 * @param field holds the user id of a record's owner
 * @param roles those that are narrowed
 */
record OwnRule(String field, Set<String> roles) {

    OwnRule {
        roles = Set.copyOf(roles);
    }
}
