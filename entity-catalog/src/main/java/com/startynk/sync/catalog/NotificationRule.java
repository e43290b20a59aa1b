package com.startynk.sync.catalog;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When somebody is to be told of an entity.
 *
 * @param name within its type
 * @param category what people can switch off
 * @param recipients the field with the user ids of those who are told; with {@link Occasion.Added} those who were added. Empty
 *     where the occasion itself says whom it concerns
 * @param deepLink where a tap leads; {@code {id}}, {@code {projectId}} and fields in braces are filled in
 * @param atMostOnce whether it must rather be lost than told twice
 * @param digest how long such happenings in a project are gathered for a person, who is then told how many; null for each
 *     by itself
 * @param perHour how many of this category may wake a person within an hour, for this one to be among them; null for what
 *     holds for any
 * @param texts by language tag, {@code en} among them
 */
public record NotificationRule(
        String name,
        Occasion occasion,
        String category,
        String recipients,
        Urgency urgency,
        @Nullable String deepLink,
        boolean atMostOnce,
        @Nullable Duration digest,
        @Nullable Integer perHour,
        Map<String, Text> texts) {

    public NotificationRule {
        texts = Map.copyOf(texts);
    }

    /** How much it matters. */
    public enum Urgency {
        NORMAL,
        HIGH,
        /** Passes quiet hours and caps. */
        CRITICAL
    }

    /** What happens. */
    public sealed interface Occasion {

        /** Somebody comes into a list of people. */
        record Added(String field) implements Occasion {}

        /** A field gets this value. */
        record Becomes(String field, String value) implements Occasion {}

        /** One of these fields gets another value; a new entity has none before. */
        record Changed(List<String> fields) implements Occasion {

            public Changed {
                fields = List.copyOf(fields);
            }
        }

        /**
         * A day comes near.
         *
         * @param field a date
         * @param daysBefore 0 for the day itself
         * @param at time of day where the recipient is
         * @param unlessField null when nothing makes it needless
         * @param unlessValue which value of that field does
         */
        record Nears(
                String field,
                int daysBefore,
                LocalTime at,
                @Nullable String unlessField,
                @Nullable String unlessValue) implements Occasion {}

        /** A conflict waits for a person to decide it: the project's managers are told. */
        record ConflictWaits() implements Occasion {}

        /** A change that had to wait was refused after all: who made it is told. */
        record ChangeRefused() implements Occasion {}
    }

    /** What is said, as patterns of ICU's {@code MessageFormat} with fields as named arguments. */
    public record Text(String title, String body) {}
}
