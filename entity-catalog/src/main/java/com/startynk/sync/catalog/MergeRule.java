package com.startynk.sync.catalog;

import java.util.EnumSet;
import java.util.Set;

/** How a contested field of a type that merges ends. */
public enum MergeRule {
    LAST_WRITE,
    MIN,
    MAX,
    SUM,
    UNION,
    MERGE_KEYS,
    APPEND,
    FURTHEST,
    CLIENT,
    SERVER,
    MANUAL;

    private static final Set<FieldKind> ORDERED =
            EnumSet.of(FieldKind.NUMBER, FieldKind.INTEGER, FieldKind.DATE, FieldKind.DATE_TIME);

    /** Whether the rule says something about such values. */
    boolean fits(FieldKind kind, boolean list) {
        return switch (this) {
            case LAST_WRITE, CLIENT, SERVER, MANUAL -> true;
            case UNION -> list;
            case MIN, MAX -> !list && ORDERED.contains(kind);
            case SUM -> !list && (kind == FieldKind.NUMBER || kind == FieldKind.INTEGER);
            case MERGE_KEYS -> !list && kind == FieldKind.MAP;
            case APPEND -> !list && kind == FieldKind.TEXT;
            case FURTHEST -> !list && kind == FieldKind.ENUM;
        };
    }

    /** The fields for which the rule is made, as a declaration's author would say it. */
    String domain() {
        return switch (this) {
            case LAST_WRITE, CLIENT, SERVER, MANUAL -> "any field";
            case UNION -> "a list";
            case MIN, MAX -> "a number, an integer, a date or a date-time";
            case SUM -> "a number or an integer";
            case MERGE_KEYS -> "a map";
            case APPEND -> "a text";
            case FURTHEST -> "an enum";
        };
    }
}
