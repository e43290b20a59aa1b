package com.startynk.sync.catalog;

import java.util.Locale;

/** What a field's value is. A field that is a list has elements of the kind. */
public enum FieldKind {
    TEXT,
    /** A finite number. */
    NUMBER,
    /** A number without a fraction; {@code 50.0} is one. */
    INTEGER,
    BOOLEAN,
    /** A day of the calendar, {@code YYYY-MM-DD}. */
    DATE,
    /** An instant with its offset, RFC 3339. Always readable by {@link java.time.OffsetDateTime#parse(CharSequence)}. */
    DATE_TIME,
    /** One of the field's values. */
    ENUM,
    /** The id of another entity, or a device's {@code local:} id for it. */
    REFERENCE,
    /** Any JSON object. */
    OBJECT,
    /** Texts of the writer's choice, each with a value. */
    MAP;

    /** The kind's name in a declaration. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
