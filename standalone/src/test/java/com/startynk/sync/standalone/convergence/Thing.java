package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.Names;
import com.startynk.sync.standalone.convergence.model.TypeRules;

/**
 * An entity of a schedule.
 *
 * @param chosenId what its maker calls it: a local id, or the id that it chose
 */
record Thing(int number, TypeRules type, SimulatedDevice maker, String chosenId) {

    boolean isLocal() {
        return chosenId.startsWith("local:");
    }

    String entityId(Names names) {
        return names.of(maker.author().deviceId(), chosenId);
    }
}
