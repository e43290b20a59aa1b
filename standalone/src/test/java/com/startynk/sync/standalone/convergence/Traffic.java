package com.startynk.sync.standalone.convergence;

import static org.awaitility.Awaitility.await;

import com.startynk.sync.standalone.convergence.model.Divergence;
import com.startynk.sync.standalone.convergence.model.Item;
import com.startynk.sync.standalone.convergence.model.Model;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;

/** Pushes and pulls of one site, one after another. */
final class Traffic {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int WHOLE_OUTBOX = 100;

    private final Model model;
    private final Inspection inspection;
    private final Reports reports;

    Traffic(Model model, Inspection inspection, Reports reports) {
        this.model = model;
        this.inspection = inspection;
        this.reports = reports;
    }

    void push(SimulatedDevice device, int atMost, Step.Fate fate) {
        var items = upToAnArrival(device, device.outbox().first(atMost));
        if (items.isEmpty() || fate == Step.Fate.REQUEST_LOST) {
            return;
        }
        var id = device.author().deviceId();
        var waited = model.waitingOf(id);
        var answers = inspection.push(device, items, fate == Step.Fate.SENT_TWICE_AT_ONCE);
        if (fate != Step.Fate.ANSWER_LOST) {
            device.take(answers);
        }
        if (model.waitingOf(id) < waited) {
            settle(device);
        }
    }

    void pushAll(SimulatedDevice device) {
        while (!device.outbox().isEmpty()) {
            push(device, WHOLE_OUTBOX, Step.Fate.ANSWERED);
        }
    }

    /** What an arrival sets free is applied at a time of its own, so an awaited creation is sent alone. */
    private List<Item> upToAnArrival(SimulatedDevice device, List<Item> items) {
        for (var n = 0; n < items.size(); n++) {
            if (model.isAwaited(device.author().deviceId(), items.get(n))) {
                return items.subList(0, Math.max(1, n));
            }
        }
        return items;
    }

    /** Waits until what was set free has been applied. */
    void settle(SimulatedDevice device) {
        awaitNone(() -> reports.queueDifference(device));
    }

    void pullPage(SimulatedDevice device, int limit) {
        inspection.pullPage(device, device.copy(), limit);
    }

    /** Follows the cursor to the end; only access that was given or taken may need a moment. */
    void pullAll(SimulatedDevice device, Copy copy, int limit) {
        awaitNone(() -> {
            inspection.pullToTheEnd(device, copy, limit);
            return inspection.copyDifference(device, copy);
        });
    }

    private static void awaitNone(Supplier<String> difference) {
        if (difference.get() == null) {
            return;
        }
        try {
            await().atMost(PATIENCE).pollInterval(PAUSE).until(() -> difference.get() == null);
        } catch (ConditionTimeoutException e) {
            throw new Divergence(difference.get());
        }
    }
}
