package com.startynk.sync.catalog.declaration;

import java.util.ArrayList;
import java.util.List;

/** All that was found wrong so far. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(String file, int line, String message) {
        found.add(new Problem(file, line, message));
    }

    public boolean any() {
        return !found.isEmpty();
    }

    public int count() {
        return found.size();
    }

    public List<Problem> all() {
        return List.copyOf(found);
    }
}
