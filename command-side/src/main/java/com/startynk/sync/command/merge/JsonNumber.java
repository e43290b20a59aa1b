package com.startynk.sync.command.merge;

/** The one form in which a JSON number is kept, so that equal numbers are equal objects. */
public final class JsonNumber {

    /** Above 2^53 a double no longer tells whole numbers apart. */
    private static final double LARGEST_EXACT = 9_007_199_254_740_992d;

    private JsonNumber() {}

    /** A {@link Long} for a whole number that a double holds exactly, else a {@link Double}; minus zero is zero. */
    public static Number of(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
            return (long) value;
        }
        return value;
    }
}
