package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.Answer;
import com.startynk.sync.standalone.convergence.model.Author;
import com.startynk.sync.standalone.convergence.model.Item;
import com.startynk.sync.standalone.convergence.model.Names;
import com.startynk.sync.standalone.convergence.system.Api;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An installed app: its outbox, its copy, and what the server has answered to it. */
final class SimulatedDevice {

    private final Author author;
    private final Api api;
    private final Names names;
    private final Outbox outbox = new Outbox();
    private final Copy copy = new Copy();
    private final Map<String, Long> answeredVersions = new HashMap<>();
    private final List<Item> accepted = new ArrayList<>();
    private boolean online = true;

    SimulatedDevice(Author author, Api api, Names names) {
        this.author = author;
        this.api = api;
        this.names = names;
    }

    Author author() {
        return author;
    }

    Api api() {
        return api;
    }

    Outbox outbox() {
        return outbox;
    }

    Copy copy() {
        return copy;
    }

    boolean isOnline() {
        return online;
    }

    void signal(boolean found) {
        online = found;
    }

    /** One of the mutations that were accepted, as it was sent. */
    Optional<Item> accepted(int which) {
        return accepted.isEmpty() ? Optional.empty() : Optional.of(accepted.get(which % accepted.size()));
    }

    /** Learns of an entity by other ways than pulling. */
    void saw(String entityId) {
        answeredVersions.putIfAbsent(entityId, 1L);
    }

    /** How the device calls an entity: its id once the device has seen it, its local id before; null for what it does not know. */
    String nameOf(Thing thing) {
        var id = thing.entityId(names);
        if (copy.version(id) > 0 || answeredVersions.containsKey(id)) {
            return id;
        }
        return thing.maker() == this ? thing.chosenId() : null;
    }

    /** The version on which the device makes an edit. */
    long base(Thing thing, Step.Base base) {
        var id = thing.entityId(names);
        var pulled = copy.version(id);
        var answered = answeredVersions.getOrDefault(id, 0L);
        var seen = pulled > 0 ? pulled : answered;
        return Math.max(
                1,
                switch (base) {
                    case COPY -> seen;
                    case ANSWER -> Math.max(pulled, answered);
                    case ONE_OLDER -> seen - 1;
                    case FIRST -> 1;
                });
    }

    /** Takes the answers to the outbox's first items, and drops these. */
    void take(List<Answer> answers) {
        var sent = outbox.first(answers.size());
        for (var n = 0; n < answers.size(); n++) {
            var answer = answers.get(n);
            if (!answer.isRejected()) {
                accepted.add(sent.get(n));
            }
            if (answer.version() != null) {
                answeredVersions.merge(answer.entityId(), answer.version(), Math::max);
            }
        }
        outbox.dropFirst(answers.size());
    }
}
