package com.startynk.sync.protocol.feed;

import java.util.Set;

/**
 * Who holds what was asked for.
 *
 * @param items the numbers of those items of the question whose device holds all of the item's changes
 */
public record Seen(Set<Integer> items) {

    public Seen {
        items = Set.copyOf(items);
    }
}
