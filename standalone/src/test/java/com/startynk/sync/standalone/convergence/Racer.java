package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.Answer;
import com.startynk.sync.standalone.convergence.model.Divergence;
import com.startynk.sync.standalone.convergence.model.Held;
import com.startynk.sync.standalone.convergence.model.Item;
import com.startynk.sync.standalone.convergence.model.Operation;
import com.startynk.sync.standalone.convergence.system.Api;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** A device in a race; whatever it adds bears its number, so that it can be found again. */
final class Racer {

    private static final String PERSON = "00000000-0000-4000-8000-0000000%02d%03d";

    private final int number;
    private final String name;
    private final Api api;
    private final Figures figures;
    private final Copy copy = new Copy();
    /** What its user sees: what it has pulled last, with its own edits since. */
    private Map<String, Object> shown = Map.of();

    private final List<Item> items = new ArrayList<>();
    private final Map<String, Answer> answers = new TreeMap<>();

    Racer(int number, String name, Api api, Figures figures) {
        this.number = number;
        this.name = name;
        this.api = api;
        this.figures = figures;
    }

    String name() {
        return name;
    }

    Item lastItem() {
        return items.get(items.size() - 1);
    }

    Collection<Answer> answers() {
        return answers.values();
    }

    Held held(String task) {
        return copy.held().get(task);
    }

    /** Adds a person, a point of the checklist and a line to what the device shows, and raises the progress. */
    Item edit(String task, int round) {
        var held = shown;
        var data = new LinkedHashMap<String, Object>();
        data.put(
                "assigneeIds",
                Stream.concat(people(held).stream(), Stream.of((Object) person(round)))
                        .toList());
        var checklist = new LinkedHashMap<>(checklist(held));
        checklist.put(point(round), true);
        data.put("checklist", checklist);
        data.put("notes", held.containsKey("notes") ? held.get("notes") + "\n" + point(round) : point(round));
        data.put("progress", progress(round));
        var base = held(task).version();
        shown = data;
        var item = new Item(
                UUID.randomUUID().toString(), "task", Operation.UPDATE, task, null, null, base, data, null, null);
        items.add(item);
        return item;
    }

    private String person(int round) {
        return PERSON.formatted(number, round);
    }

    private String point(int round) {
        return "racer " + number + " round " + round;
    }

    private long progress(int round) {
        return 10L * round + number;
    }

    void push(Item item) {
        var answer = Exchange.push(api, List.of(item), figures).answers().get(0);
        if (!answer.status().equals("APPLIED") && !answer.status().equals("MERGED")) {
            throw new Divergence(item + " was answered " + answer);
        }
        var first = keep(item, answer);
        if (first != null && !first.allows(answer)) {
            throw new Divergence(item + " was answered " + first + "\nand then " + answer);
        }
    }

    private synchronized Answer keep(Item item, Answer answer) {
        figures.acknowledged(item.mutationId());
        figures.count(answer.duplicate() ? "duplicates answered" : "answered " + answer.status());
        return answers.putIfAbsent(item.mutationId(), answer);
    }

    void pull(String task) {
        for (var more = true; more; ) {
            var page = Exchange.untilAnswered(() -> api.pull(copy.cursor(), 100), figures);
            copy.take(page);
            more = page.get("hasMore").asBoolean();
        }
        if (held(task).version() >= acknowledged()) {
            shown = held(task).data();
        }
    }

    /** Until the feed has come so far, its user goes on seeing the own edits. */
    private synchronized long acknowledged() {
        return answers.values().stream().mapToLong(Answer::version).max().orElse(0);
    }

    /** Each of its additions once; progress as far as anybody's. */
    void requireAllIn(Map<String, Object> data) {
        var lines = List.of(((String) data.get("notes")).split("\n"));
        for (var round = 0; round < items.size(); round++) {
            var point = point(round);
            var isThere = people(data).stream().filter(person(round)::equals).count() == 1
                    && checklist(data).containsKey(point)
                    && lines.stream().filter(point::equals).count() == 1
                    && (long) data.get("progress") >= progress(round);
            if (!isThere) {
                throw new Divergence("what " + point + " added is not there once: " + data);
            }
        }
    }

    private static List<?> people(Map<String, Object> data) {
        return data.get("assigneeIds") instanceof List<?> people ? people : List.of();
    }

    private static Map<String, Object> checklist(Map<String, Object> data) {
        var checklist = new LinkedHashMap<String, Object>();
        if (data.get("checklist") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> checklist.put((String) key, value));
        }
        return checklist;
    }
}
