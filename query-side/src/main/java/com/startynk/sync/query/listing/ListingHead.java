package com.startynk.sync.query.listing;

/**
 * How far the copies are.
 *
 * @param position the place in the feed up to which they are right
 * @param declared the digest of the declarations that they are of
 * @param firstField the number of the first field of these
 * @param nextField the number after the last one
 * @param wholeAt the place that the feed had when they were begun: before they are there, what has not changed since may be missing
 * @param compared the place up to which they have been compared with the rows once more
 */
record ListingHead(long position, String declared, int firstField, int nextField, long wholeAt, long compared) {

    /** Nothing is to be compared. */
    static final long ALL = Long.MAX_VALUE;

    boolean isWhole() {
        return position >= wholeAt;
    }

    ListingHead at(long place) {
        return new ListingHead(place, declared, firstField, nextField, wholeAt, compared);
    }

    ListingHead comparedTo(long place) {
        return new ListingHead(position, declared, firstField, nextField, wholeAt, place);
    }
}
