package com.startynk.sync.platform.chain;

/**
 * Where a chain is broken.
 *
 * @param where the stream, or {@code seal} and its number
 * @param what a sentence for people
 */
public record BrokenLink(String where, String what) {

    @Override
    public String toString() {
        return where + ": " + what;
    }
}
