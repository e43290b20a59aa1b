package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.Item;
import com.startynk.sync.standalone.convergence.model.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/** Writes items as devices do, and as they should not. */
final class ItemWriter {

    private static final List<String> PRIORITIES = List.of("NORMAL", "HIGH", "LOW", "CRITICAL");
    private static final long FAR_AHEAD = 20;

    private final Inventory inventory;

    ItemWriter(Inventory inventory) {
        this.inventory = inventory;
    }

    Item creation(SimulatedDevice device, Thing thing, Map<String, Object> fields, String clock) {
        return write(device, thing, Operation.CREATE, null, inventory.resolved(device, fields), clock);
    }

    Item update(SimulatedDevice device, Thing thing, long base, Map<String, Object> fields, String clock) {
        return write(device, thing, Operation.UPDATE, base, inventory.resolved(device, fields), clock);
    }

    Item deletion(SimulatedDevice device, Thing thing, long base, String clock) {
        return write(device, thing, Operation.DELETE, base, Map.of(), clock);
    }

    private Item write(
            SimulatedDevice device,
            Thing thing,
            Operation operation,
            Long base,
            Map<String, Object> data,
            String clock) {
        var name = Objects.requireNonNull(device.nameOf(thing));
        var local = name.startsWith("local:");
        var namesProject = operation == Operation.CREATE || thing.number() % 3 == 0;
        return new Item(
                UUID.randomUUID().toString(),
                thing.type().name(),
                operation,
                local ? null : name,
                local ? name : null,
                namesProject ? inventory.projectName(device) : null,
                base,
                data,
                clock,
                PRIORITIES.get(Math.floorMod(thing.number(), PRIORITIES.size())));
    }

    /** Another creation of what there is, or something else that is never valid. */
    Item nonsense(SimulatedDevice device, Thing thing, Mischief.Nonsense.Kind kind, long version) {
        return switch (kind) {
            case CREATED_AGAIN -> {
                var fields = new FieldChoices(new Random(version)).forCreation(thing.type(), List.of());
                yield creation(device, thing, fields, null);
            }
            case BASE_OF_THE_FUTURE -> update(device, thing, version + FAR_AHEAD, Map.of(), null);
            case UNKNOWN_FIELD -> update(device, thing, 1, Map.of("colour", "red"), null);
        };
    }

    /** The same id with other data. */
    Item changed(Item used) {
        var data = new HashMap<>(used.data());
        var text = switch (used.type()) {
            case "task" -> "title";
            case "attendance" -> "notes";
            default -> "name";
        };
        data.put(text, "used again for other data");
        return used.withData(data);
    }
}
