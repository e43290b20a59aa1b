package com.startynk.sync.query.listing;

/**
 * A value by which an entity is found.
 *
 * @param field its number, see {@link ListedFields}
 */
record Listed(String entityId, String projectId, int field, KeyBytes value) {}
