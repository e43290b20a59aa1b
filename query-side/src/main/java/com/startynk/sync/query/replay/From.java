package com.startynk.sync.query.replay;

import com.startynk.sync.protocol.SyncFailure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a replay begins. At most one of these is given.
 *
 * @param place only what has events at this place of the store or behind it
 * @param time the same from a time on
 * @param entityId behind this one, in the order of ids, in which a replay of everything goes
 */
record From(
        @Nullable Long place,
        @Nullable Instant time,
        @Nullable String entityId) {

    static final From BEGINNING = new From(null, null, null);

    /** @throws SyncFailure {@code INVALID_INPUT} for what is none of the three */
    static From parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return BEGINNING;
        }
        if (text.chars().allMatch(Character::isDigit) && text.length() < 19) {
            return new From(Long.parseLong(text), null, null);
        }
        try {
            return text.length() == 36
                    ? new From(null, null, UUID.fromString(text).toString())
                    : new From(null, Instant.parse(text), null);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw SyncFailure.invalid(
                    "from",
                    "must be a place in the event store, a time such as 2026-11-26T06:00:00Z, or an entity's id");
        }
    }

    /** The id behind which to begin in the order of ids; empty for the beginning. */
    String after() {
        return entityId == null ? "" : entityId;
    }
}
