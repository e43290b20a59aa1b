package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.TypeRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Values from worlds so small that devices meet in the same ones. */
final class FieldChoices {

    private static final List<String> PEOPLE = List.of(
            "00000000-0000-4000-8000-00000000000a",
            "00000000-0000-4000-8000-00000000000b",
            "00000000-0000-4000-8000-00000000000c",
            "00000000-0000-4000-8000-00000000000d");
    private static final List<String> LINES = List.of("wet", "dry", "late", "short of men", "crane away");
    private static final List<String> KEYS = List.of("formwork", "rebar", "pump", "curing");

    private final Random random;

    FieldChoices(Random random) {
        this.random = random;
    }

    /** All required fields and some others. */
    Map<String, Object> forCreation(TypeRules type, List<Integer> tasks) {
        var all = choices(type, tasks);
        var fields = some(all, random.nextInt(4));
        switch (type.name()) {
            case "task" -> fields.put("title", text());
            case "attendance" -> {
                fields.put("workerId", pick(PEOPLE));
                fields.put("date", date());
            }
            default -> fields.put("name", text());
        }
        fields.values().removeIf(value -> value == null);
        return fields;
    }

    /** One field or a few. */
    Map<String, Object> forChange(TypeRules type, List<Integer> tasks) {
        return some(choices(type, tasks), 1 + random.nextInt(3));
    }

    private Map<String, Object> some(Map<String, Supplier<Object>> all, int number) {
        var names = new ArrayList<>(all.keySet());
        Collections.shuffle(names, random);
        var fields = new LinkedHashMap<String, Object>();
        for (var name : names.subList(0, Math.min(number, names.size()))) {
            fields.put(name, all.get(name).get());
        }
        return fields;
    }

    private Map<String, Supplier<Object>> choices(TypeRules type, List<Integer> tasks) {
        var choices = new LinkedHashMap<String, Supplier<Object>>();
        switch (type.name()) {
            case "task" -> {
                choices.put("title", this::text);
                choices.put("description", orNull(this::text));
                choices.put("status", orNull(() -> pick(List.of("TODO", "IN_PROGRESS", "BLOCKED", "REVIEW", "DONE"))));
                choices.put("progress", orNull(() -> 10L * random.nextInt(11)));
                choices.put("assigneeIds", () -> subset(PEOPLE));
                choices.put("dueOn", orNull(this::date));
                choices.put("checklist", this::checklist);
                choices.put("notes", this::lines);
                choices.put("parentId", orNull(() -> reference(tasks)));
            }
            case "attendance" -> {
                choices.put("workerId", () -> pick(PEOPLE));
                choices.put("checkIn", orNull(this::time));
                choices.put("checkOut", orNull(this::time));
                choices.put("breaks", this::breaks);
                choices.put("location", orNull(() -> Map.of("lat", (long) random.nextInt(3), "site", text())));
                choices.put("notes", this::lines);
                choices.put("taskId", orNull(() -> reference(tasks)));
            }
            case "material" -> {
                choices.put("name", this::text);
                choices.put("unit", orNull(this::text));
                choices.put("quantity", orNull(this::number));
                choices.put("minimum", orNull(this::number));
            }
            case "tally" -> {
                choices.put("name", this::text);
                choices.put("total", this::number);
                choices.put("lowest", orNull(this::number));
                choices.put("ours", orNull(this::text));
                choices.put("theirs", orNull(this::text));
            }
            default -> {
                choices.put("name", this::text);
                choices.put("a", orNull(this::text));
                choices.put("b", orNull(this::text));
                choices.put("n", orNull(this::number));
            }
        }
        return choices;
    }

    private Supplier<Object> orNull(Supplier<Object> value) {
        return () -> random.nextInt(8) == 0 ? null : value.get();
    }

    private Object text() {
        return "text " + random.nextInt(5);
    }

    private Object number() {
        return (long) random.nextInt(20);
    }

    private Object date() {
        return "2026-11-%02d".formatted(1 + random.nextInt(9));
    }

    /** Equal instants are equal texts: which of two spellings of one instant wins, the contract leaves open. */
    private Object time() {
        var minute = random.nextInt(60);
        return "2026-11-23T%02d:%02d:00%s"
                .formatted(
                        12 - minute % 5,
                        minute,
                        List.of("Z", "+01:00", "+05:30", "-03:00").get(minute % 4));
    }

    private Object reference(List<Integer> tasks) {
        return tasks.isEmpty() ? null : new Step.To(pick(tasks));
    }

    private Object checklist() {
        var checklist = new LinkedHashMap<String, Object>();
        for (var key : subset(KEYS)) {
            checklist.put((String) key, random.nextBoolean());
        }
        return checklist;
    }

    private Object breaks() {
        return subset(Arrays.asList(
                Map.of("from", "09:00", "minutes", 15L),
                Map.of("from", "12:00", "minutes", 30L),
                Map.of("from", "15:00", "minutes", 10L)));
    }

    private Object lines() {
        var lines = new ArrayList<>(LINES);
        Collections.shuffle(lines, random);
        return String.join("\n", lines.subList(0, 1 + random.nextInt(3)));
    }

    private List<Object> subset(List<?> of) {
        return of.stream()
                .filter(any -> random.nextBoolean())
                .<Object>map(any -> any)
                .toList();
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
