package com.startynk.sync.platform.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Lets statements that look for many keys come in few sizes, so that few of them are prepared. */
public final class KeyLists {

    private static final int STEP = 4;

    /** Beyond this a list is as long as it is: a statement takes 65,535 values. */
    private static final int MOST = 4_096;

    private KeyLists() {}

    /** The same keys, the first of them repeated until there are 1, 4, 16, and so on up to 4,096. */
    public static <T> List<T> padded(Collection<T> keys) {
        if (keys.isEmpty() || keys.size() > MOST) {
            return List.copyOf(keys);
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
