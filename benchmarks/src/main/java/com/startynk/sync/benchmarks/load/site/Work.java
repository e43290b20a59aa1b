package com.startynk.sync.benchmarks.load.site;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is written into tasks: about as much, and as varied, as on a site. */
public final class Work {

    private static final List<String> VERBS =
            List.of("Check", "Mount", "Order", "Seal", "Clear", "Paint", "Measure", "Lift");
    private static final List<String> THINGS = List.of(
            "scaffold",
            "stairs B",
            "lift shaft",
            "parapet",
            "screed",
            "windows",
            "risers",
            "fire doors",
            "east facade",
            "roof drain");
    private static final List<String> STATES = List.of("TODO", "IN_PROGRESS", "BLOCKED", "REVIEW", "DONE");

    private static final AtomicLong VISITS = new AtomicLong();

    private Work() {}

    /** All of a new task. */
    public static SortedMap<String, Object> newTask() {
        var random = ThreadLocalRandom.current();
        return new TreeMap<String, Object>(Map.of(
                "title",
                line(random, 1),
                "description",
                line(random, 6),
                "status",
                "TODO",
                "progress",
                0,
                "dueOn",
                "2030-05-17",
                "checklist",
                new TreeMap<>(Map.of("drawings", true, "material", false, "tools", false))));
    }

    /** What one visit changes in a task. It is numbered, so it never says what stands there already. */
    public static SortedMap<String, Object> edit() {
        var random = ThreadLocalRandom.current();
        var visit = ", visit " + VISITS.incrementAndGet();
        var edit = new TreeMap<String, Object>();
        switch (random.nextInt(3)) {
            case 0 -> {
                edit.put("status", state());
                edit.put("progress", random.nextInt(101));
                edit.put("notes", line(random, 1) + visit);
            }
            case 1 -> edit.put("description", line(random, 5) + visit);
            default -> {
                edit.put("title", line(random, 2) + visit);
                edit.put("dueOn", "2030-06-" + (10 + random.nextInt(20)));
            }
        }
        return edit;
    }

    public static String state() {
        return one(ThreadLocalRandom.current(), STATES);
    }

    /** A text of so many short sentences. */
    public static String text(int sentences) {
        return line(ThreadLocalRandom.current(), sentences);
    }

    private static String line(Random random, int sentences) {
        return Stream.generate(() -> one(random, VERBS) + " " + one(random, THINGS) + ", floor " + random.nextInt(12))
                .limit(sentences)
                .collect(Collectors.joining(". "));
    }

    private static String one(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
