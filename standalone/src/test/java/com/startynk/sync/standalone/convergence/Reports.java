package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.Divergence;
import com.startynk.sync.standalone.convergence.model.Model;
import com.startynk.sync.standalone.convergence.system.PlainJson;
import java.util.Map;
import java.util.TreeMap;

/** Reads what the server says of itself, and holds it against the model. */
final class Reports {

    private final Model model;
    private final Figures figures;

    Reports(Model model, Figures figures) {
        this.model = model;
        this.figures = figures;
    }

    /** What is wrong with what the server says of a device's queue; null if nothing is. */
    String queueDifference(SimulatedDevice device) {
        var id = device.author().deviceId();
        var status = Exchange.untilAnswered(() -> device.api().read("/api/v1/sync/status"), figures);
        var queue = status.get("queue");
        var right =
                Map.of("waiting", model.waitingOf(id), "failed", model.failedOf(id), "conflicts", model.pendingOf(id));
        var given = Map.of(
                "waiting",
                        queue.get("waiting").longValue() + queue.get("pending").longValue(),
                "failed", queue.get("failed").longValue(),
                "conflicts", status.at("/device/pendingConflicts").longValue());
        return right.equals(given) ? null : "the status of " + id + " should be " + right + " and is " + given;
    }

    /** Compares the record of a project's conflicts. */
    void conflicts(SimulatedDevice reader, String project) {
        var page = Exchange.untilAnswered(
                () -> reader.api().read("/api/v1/conflicts?limit=1000&projectId=" + project), figures);
        var given = new TreeMap<String, String>();
        page.get("items")
                .forEach(item -> given.put(
                        item.get("mutationId").asString(),
                        item.get("resolution").asString()));
        var right = new TreeMap<String, String>();
        model.conflicts().forEach((mutation, conflict) -> right.put(mutation, conflict.resolution()));
        if (!right.equals(given)) {
            throw new Divergence("the conflicts should be " + right + "\nand are " + given);
        }
    }

    /** Reads one entity, past the caches or out of them. */
    void read(SimulatedDevice reader) {
        model.visibleTo(reader.author()).entrySet().stream().findFirst().ifPresent(entry -> {
            var held = entry.getValue();
            var path = "/api/v1/entities/" + held.type() + "/" + entry.getKey();
            var entity = Exchange.untilAnswered(() -> reader.api().read(path), figures);
            if (entity.get("version").longValue() != held.version()
                    || !PlainJson.object(entity.get("data")).equals(held.data())) {
                throw new Divergence(path + " should be " + held + "\nand is " + entity);
            }
        });
    }
}
