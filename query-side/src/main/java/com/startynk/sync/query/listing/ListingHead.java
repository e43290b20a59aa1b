package com.startynk.sync.query.listing;

/**
 * How far the copies are.
 *
 * @param position the place in the feed up to which they are right
 * @param declared the digest of the declarations that they are of
 * @param firstField the number of the first field of these
 * @param nextField the number after the last one
 */
record ListingHead(long position, String declared, int firstField, int nextField) {}
