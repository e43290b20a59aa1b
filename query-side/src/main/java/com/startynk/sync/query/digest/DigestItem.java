package com.startynk.sync.query.digest;

/** One line of a digest. */
sealed interface DigestItem {

    /** All entities of a type in a project. */
    record Whole(String projectId, String entityType, long count, String hash) implements DigestItem {}

    /** Those of them whose ids begin so. */
    record Part(String projectId, String entityType, String prefix, long count, String hash) implements DigestItem {}

    /** One of few, told by name. */
    record Single(String entityId, long version) implements DigestItem {}
}
