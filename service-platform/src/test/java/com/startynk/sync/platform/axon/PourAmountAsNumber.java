package com.startynk.sync.platform.axon;

import com.startynk.sync.events.RevisionStep;
import tools.jackson.databind.node.ObjectNode;

/** Revision 1 had {@code "amount": "12.5 m3"}, revision 2 has {@code "cubicMetres": 12.5}. */
final class PourAmountAsNumber extends RevisionStep {

    PourAmountAsNumber() {
        super(PourRecorded.class, 1);
    }

    @Override
    protected ObjectNode next(ObjectNode stored) {
        var amount = stored.remove("amount").asString();
        return stored.put("cubicMetres", Double.parseDouble(amount.replace(" m3", "")));
    }
}
