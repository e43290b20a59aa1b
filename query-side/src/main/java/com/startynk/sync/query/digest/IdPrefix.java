package com.startynk.sync.query.digest;

import com.startynk.sync.protocol.SyncFailure;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How ids begin, by their hex digits alone: the dashes of their text are no digits.
 *
 * @param digits lower case, 0 to 32
 */
record IdPrefix(String digits) {

    private static final int ALL_DIGITS = 32;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{0," + ALL_DIGITS + "}");

    /**
     * Takes what a client sent.
     *
     * @throws SyncFailure {@code INVALID_INPUT} when it is no beginning of an id
     */
    static IdPrefix of(String text) {
        if (!HEX.matcher(text).matches()) {
            throw SyncFailure.invalid("prefix", "must be up to " + ALL_DIGITS + " hex digits, without dashes");
        }
        return new IdPrefix(text.toLowerCase(Locale.ROOT));
    }

    boolean isEmpty() {
        return digits.isEmpty();
    }

    IdPrefix and(String digit) {
        return new IdPrefix(digits + digit);
    }

    /** The first id that begins so. */
    String lowestId() {
        return filledUpBy("0");
    }

    /** The last id that begins so. */
    String highestId() {
        return filledUpBy("f");
    }

    /** Where the digit after these stands in an id's text, counted from 1 as SQL does; there is one unless all are set. */
    int placeOfNextDigit() {
        var dashes = 0;
        for (var group : new int[] {8, 12, 16, 20}) {
            dashes += digits.length() >= group ? 1 : 0;
        }
        return digits.length() + dashes + 1;
    }

    private String filledUpBy(String digit) {
        var all = digits + digit.repeat(ALL_DIGITS - digits.length());
        return String.join(
                "-",
                all.substring(0, 8),
                all.substring(8, 12),
                all.substring(12, 16),
                all.substring(16, 20),
                all.substring(20));
    }
}
