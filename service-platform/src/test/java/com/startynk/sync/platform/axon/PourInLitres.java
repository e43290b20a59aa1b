package com.startynk.sync.platform.axon;

import com.startynk.sync.events.RevisionStep;
import tools.jackson.databind.node.ObjectNode;

/** Revisions 2 and 3 had {@code "cubicMetres": 12.5}, revision 4 has {@code "litres": 12500}. */
final class PourInLitres extends RevisionStep {

    PourInLitres() {
        super(PourRecorded.class, 3);
    }

    @Override
    protected ObjectNode next(ObjectNode stored) {
        return stored.put("litres", Math.round(stored.remove("cubicMetres").doubleValue() * 1000));
    }
}
