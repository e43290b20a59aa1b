package com.startynk.sync.platform.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Lets statements that look for many keys come in few sizes, so that few of them are prepared. */
public final class KeyLists {

    private static final int STEP = 4;

    private KeyLists() {}

    /** The same keys, the first of them repeated until there are 1, 4, 16, and so on. */
    public static <T> List<T> padded(Collection<T> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var count = 1;
        while (count < keys.size()) {
            count *= STEP;
        }
        var padded = new ArrayList<T>(keys);
        padded.addAll(Collections.nCopies(count - keys.size(), padded.get(0)));
        return padded;
    }
}
