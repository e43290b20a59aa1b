package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.Names;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The entities of a site, and who knows which. */
final class Inventory {

    private final Names names;
    private final Thing project;
    private final Map<Integer, Thing> things = new HashMap<>();

    Inventory(Names names, Thing project) {
        this.names = names;
        this.project = project;
    }

    Thing project() {
        return project;
    }

    void add(Thing thing) {
        things.put(thing.number(), thing);
    }

    String entityId(Thing thing) {
        return thing.entityId(names);
    }

    Optional<Thing> knownTo(SimulatedDevice device, int number) {
        return Optional.ofNullable(things.get(number)).filter(thing -> device.nameOf(thing) != null);
    }

    /** How a device calls the project; null for who has neither made nor seen it. */
    String projectName(SimulatedDevice device) {
        return project.isLocal() ? device.nameOf(project) : project.chosenId();
    }

    /** Fields with entities' names in the place of their numbers; what the device does not know it cannot refer to. */
    Map<String, Object> resolved(SimulatedDevice device, Map<String, Object> fields) {
        var resolved = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> {
            if (value instanceof Step.To to) {
                knownTo(device, to.entity()).ifPresent(thing -> resolved.put(name, device.nameOf(thing)));
            } else {
                resolved.put(name, value);
            }
        });
        return resolved;
    }
}
