package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.Answer;
import com.startynk.sync.standalone.convergence.model.Divergence;
import com.startynk.sync.standalone.convergence.model.Item;
import com.startynk.sync.standalone.convergence.model.Model;
import com.startynk.sync.standalone.convergence.model.Names;
import com.startynk.sync.standalone.convergence.system.PlainJson;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** Lets a device speak to the server, and holds what it hears against the model. */
final class Inspection {

    private static final ExecutorService SECOND_SENDERS = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "second-sender");
        thread.setDaemon(true);
        return thread;
    });

    private final Model model;
    private final Names names;
    private final Figures figures;

    Inspection(Model model, Names names, Figures figures) {
        this.model = model;
        this.names = names;
        this.figures = figures;
    }

    /** Pushes items and answers what the device hears. */
    List<Answer> push(SimulatedDevice device, List<Item> items, boolean twice) {
        if (!twice) {
            var exchange = Exchange.push(device.api(), items, figures);
            check(items, exchange, predicted(device, items, exchange));
            return exchange.answers();
        }
        var second = CompletableFuture.supplyAsync(() -> Exchange.push(device.api(), items, figures), SECOND_SENDERS);
        var first = Exchange.push(device.api(), items, figures);
        var predicted = predicted(device, items, first);
        checkTwo(items, predicted, first, second.join());
        return first.answers();
    }

    private List<Answer> predicted(SimulatedDevice device, List<Item> items, Exchange exchange) {
        var deviceId = device.author().deviceId();
        for (var n = 0; n < items.size(); n++) {
            var id = exchange.answers().get(n).entityId();
            if (items.get(n).localId() != null && id != null) {
                names.learn(deviceId, items.get(n).localId(), id);
            }
        }
        return model.accept(device.author(), items);
    }

    private void check(List<Item> items, Exchange exchange, List<Answer> predicted) {
        for (var n = 0; n < items.size(); n++) {
            var given = exchange.answers().get(n);
            var right = predicted.get(n);
            var duplicateIsRight = !exchange.certain() || given.isRejected() || given.duplicate() == right.duplicate();
            if (!right.allows(given) || !duplicateIsRight) {
                throw wrong(items.get(n), right, given);
            }
            count(items.get(n), given, right);
        }
    }

    /** Of two that are sent at the same time one is the first. */
    private void checkTwo(List<Item> items, List<Answer> predicted, Exchange one, Exchange other) {
        for (var n = 0; n < items.size(); n++) {
            var right = predicted.get(n);
            var given = List.of(one.answers().get(n), other.answers().get(n));
            var firsts = given.stream().filter(answer -> !answer.duplicate()).count();
            var certain = one.certain() && other.certain() && !right.isRejected();
            for (var answer : given) {
                if (!right.allows(answer) || (certain && firsts != (right.duplicate() ? 0 : 1))) {
                    throw wrong(items.get(n), right, given);
                }
            }
            count(items.get(n), given.get(0), right);
            figures.count("duplicates answered");
        }
    }

    private static Divergence wrong(Item item, Answer right, Object given) {
        return new Divergence(item + "\nshould be answered " + right + "\nand was answered    " + given);
    }

    private void count(Item item, Answer given, Answer right) {
        if (!given.isRejected()) {
            figures.acknowledged(item.mutationId());
        }
        figures.count("answered " + given.status());
        if (given.duplicate()) {
            figures.count("duplicates answered");
        }
        if (given.conflict() != null && !right.duplicate()) {
            figures.count("conflicts " + given.conflict().resolution());
        }
    }

    void pullToTheEnd(SimulatedDevice device, Copy copy, int limit) {
        while (pullPage(device, copy, limit)) {
            figures.count("pages");
        }
    }

    boolean pullPage(SimulatedDevice device, Copy copy, int limit) {
        var page = Exchange.untilAnswered(() -> device.api().pull(copy.cursor(), limit), figures);
        page.get("changes").forEach(this::checkChange);
        copy.take(page);
        return page.get("hasMore").asBoolean();
    }

    private void checkChange(JsonNode change) {
        if (!change.has("version")) {
            return;
        }
        var right = model.dataAt(
                change.get("entityId").asString(), change.get("version").longValue());
        if (!PlainJson.object(change.get("data")).equals(right)) {
            throw new Divergence("the feed tells " + change + "\nwhere it should be " + right);
        }
    }

    /** What is wrong with what a device holds; null if nothing is. */
    String copyDifference(SimulatedDevice device, Copy copy) {
        var right = model.visibleTo(device.author());
        if (right.equals(copy.held())) {
            return null;
        }
        var all = new HashMap<>(right);
        all.putAll(copy.held());
        all.keySet()
                .removeIf(id ->
                        java.util.Objects.equals(right.get(id), copy.held().get(id)));
        var lines = new StringBuilder(device.author().deviceId() + " holds what it should not:");
        all.keySet()
                .forEach(id -> lines.append("\n")
                        .append(id)
                        .append(" should be ")
                        .append(right.get(id))
                        .append("\nand is ")
                        .append(copy.held().get(id)));
        return lines.toString();
    }
}
