package com.startynk.sync.catalog.declaration;

import java.util.ArrayList;
import java.util.Comparator;
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

    /** File by file as they were read, and in each in the order of its lines. */
    public List<Problem> all() {
        var files = found.stream().map(Problem::file).distinct().toList();
        return found.stream()
                .sorted(Comparator.<Problem>comparingInt(problem -> files.indexOf(problem.file()))
                        .thenComparingInt(Problem::line))
                .toList();
    }
}
