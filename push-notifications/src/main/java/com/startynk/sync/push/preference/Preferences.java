package com.startynk.sync.push.preference;

import com.startynk.sync.push.platform.InputObject;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a person wants.
 *
 * @param quietHours null for none
 * @param muted categories for which no phone is woken; the list and the sockets have them all the same
 */
record Preferences(@Nullable QuietHours quietHours, Set<String> muted) {

    static final Preferences NONE = new Preferences(null, Set.of());

    private static final Pattern CATEGORY = Pattern.compile("[A-Z][A-Z_]{0,39}");
    private static final int MOST = 100;

    Preferences {
        muted = Set.copyOf(muted);
    }

    /**
     * When a person is left alone, by the clock of the phone: from one time of day until another, which may be on the next day.
     */
    record QuietHours(LocalTime from, LocalTime until) {}

    /** As clients see it. */
    record View(@Nullable QuietView quietHours, List<String> muted) {

        record QuietView(String from, String until) {}
    }

    View view() {
        var quiet = quietHours;
        return new View(
                quiet == null
                        ? null
                        : new View.QuietView(
                                quiet.from().toString(), quiet.until().toString()),
                List.copyOf(new TreeSet<>(muted)));
    }

    /**
     * Reads what a person wants from now on.
     *
     * @throws com.startynk.sync.protocol.SyncFailure {@code INVALID_INPUT}
     */
    static Preferences read(JsonNode node) {
        var input = new InputObject(node);
        var quiet = quietHours(input);
        var muted = input.member("muted");
        if (muted != null && !areCategories(muted)) {
            input.refuse("muted", "must be a list of categories, as TASKS");
        }
        input.requireValid();
        return new Preferences(quiet, muted == null ? Set.of() : categories(muted));
    }

    private static @Nullable QuietHours quietHours(InputObject input) {
        var quiet = input.member("quietHours");
        if (quiet == null) {
            return null;
        }
        try {
            var from = LocalTime.parse(quiet.path("from").asString(""));
            var until = LocalTime.parse(quiet.path("until").asString(""));
            if (!from.equals(until)) {
                return new QuietHours(
                        from.withSecond(0).withNano(0), until.withSecond(0).withNano(0));
            }
            input.refuse("quietHours", "from and until must differ");
        } catch (DateTimeException e) {
            input.refuse("quietHours", "from and until must be times of day, as 22:00");
        }
        return null;
    }

    private static boolean areCategories(JsonNode list) {
        return list.isArray()
                && list.size() <= MOST
                && StreamSupport.stream(list.spliterator(), false)
                        .allMatch(one -> one.isString()
                                && CATEGORY.matcher(one.stringValue()).matches());
    }

    private static Set<String> categories(JsonNode list) {
        var categories = new TreeSet<String>();
        list.forEach(one -> categories.add(one.stringValue()));
        return categories;
    }
}
