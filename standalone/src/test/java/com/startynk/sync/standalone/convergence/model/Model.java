package com.startynk.sync.standalone.convergence.model;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The server of one project, as the contract has it: takes batches one after another and says what must be answered. */
public final class Model {

    /** Above every time stamp that a device claims for the past. */
    private static final Instant FIRST_ARRIVAL = Instant.parse("2050-01-01T00:00:00Z");

    private final Names names;
    private final Map<String, ModelEntity> entities = new LinkedHashMap<>();
    private final Map<String, Known> known = new HashMap<>();
    private final List<Mutation> waiting = new ArrayList<>();
    private final Map<String, Mutation> failed = new LinkedHashMap<>();
    private final Map<String, Answer.Conflict> conflicts = new TreeMap<>();
    private final Map<String, String> pending = new HashMap<>();
    private final Permission permission;
    private long arrivals;

    /** A mutation that has been answered, and how. */
    private record Known(Object content, Answer answer) {}

    public Model(Names names) {
        this.names = names;
        this.permission = new Permission(entities, names);
    }

    /** The answers to a batch, in its order; what it sets free is applied after it. */
    public List<Answer> accept(Author author, List<Item> items) {
        var answers = new Answer[items.size()];
        var valid = new ArrayList<Mutation>();
        var places = new ArrayList<Integer>();
        for (var n = 0; n < answers.length; n++) {
            var mutation = Mutation.of(items.get(n), author, names, arrival(items.get(n)));
            if (mutation.isValid()) {
                valid.add(mutation);
                places.add(n);
            } else {
                answers[n] = Answer.rejected(mutation.entityId(), "INVALID_INPUT");
            }
        }
        var created = new ArrayDeque<String>();
        for (var placed : BatchSequence.of(valid, names)) {
            answers[places.get(placed.index())] = meet(placed.mutation(), created);
        }
        release(created);
        return List.of(answers);
    }

    /** A clock that is ahead, or that says nothing, counts as the time of arrival. */
    private Instant arrival(Item item) {
        var now = FIRST_ARRIVAL.plusSeconds(++arrivals);
        var claimed = item.timestamp() == null ? now : Instant.parse(item.timestamp());
        return claimed.isAfter(now) ? now : claimed;
    }

    private Answer meet(Mutation arrived, Deque<String> created) {
        var mutation = isEditOfParkedCreation(arrived) ? arrived.awaitingItsEntity() : arrived;
        var earlier = known.get(mutation.item().mutationId());
        if (earlier != null) {
            return again(mutation, earlier, created);
        }
        var refusal = permission.refusal(mutation);
        if (refusal != null) {
            return Answer.rejected(mutation.entityId(), refusal);
        }
        if (!hasAll(mutation)) {
            waiting.add(mutation);
            return remember(mutation, Answer.queued(mutation.entityId()));
        }
        var answer = decide(mutation, created);
        return answer.isRejected() ? answer : remember(mutation, answer);
    }

    /** What a person's device made is kept though it waits, and so is what that person does to it. */
    private boolean isEditOfParkedCreation(Mutation mutation) {
        return mutation.operation() != Operation.CREATE
                && !entities.containsKey(mutation.entityId())
                && waiting.stream()
                        .anyMatch(parked -> parked.operation() == Operation.CREATE
                                && parked.entityId().equals(mutation.entityId())
                                && parked.author()
                                        .userId()
                                        .equals(mutation.author().userId()));
    }

    private Answer again(Mutation mutation, Known earlier, Deque<String> created) {
        if (!earlier.content().equals(mutation.content())) {
            return Answer.rejected(mutation.entityId(), "MUTATION_ID_REUSED");
        }
        if (earlier.answer().isQueued() && hasAll(mutation)) {
            // What it waits for came in this very batch, before it.
            waiting.removeIf(
                    parked -> parked.item().mutationId().equals(mutation.item().mutationId()));
            settle(mutation, created);
        }
        var answer = known.get(mutation.item().mutationId()).answer();
        if (answer.isRejected()) {
            return answer;
        }
        var entity = entities.get(mutation.entityId());
        var readable = entity == null || permission.isMember(mutation.author(), entity.home());
        return readable ? answer.again() : answer.again().withoutData();
    }

    private Answer remember(Mutation mutation, Answer answer) {
        known.put(mutation.item().mutationId(), new Known(mutation.content(), answer));
        if (answer.conflict() != null) {
            conflicts.put(mutation.item().mutationId(), answer.conflict());
            if (answer.conflict().resolution().equals("PENDING")) {
                pending.put(mutation.item().mutationId(), mutation.device());
            }
        }
        return answer;
    }

    private boolean hasAll(Mutation mutation) {
        return mutation.awaits().stream().allMatch(local -> entities.containsKey(names.of(mutation.device(), local)));
    }

    private Answer decide(Mutation mutation, Deque<String> created) {
        var entity = entities.get(mutation.entityId());
        if (mutation.operation() != Operation.CREATE) {
            return entity == null
                    ? Answer.rejected(mutation.entityId(), "NOT_FOUND")
                    : ConflictTable.decide(entity, mutation, names);
        }
        var made = new ModelEntity(mutation.item().type(), permission.named(mutation));
        made.write(mutation, mutation.fields(names), false);
        entities.put(mutation.entityId(), made);
        created.add(mutation.entityId());
        return new Answer("APPLIED", false, mutation.entityId(), 1L, made.data(), null, null);
    }

    /** What waited for an entity is applied in the order in which it was parked, and may set free more. */
    private void release(Deque<String> created) {
        while (!created.isEmpty()) {
            var arrived = created.removeFirst();
            for (var mutation : List.copyOf(waiting)) {
                if (awaits(mutation, arrived) && hasAll(mutation)) {
                    waiting.remove(mutation);
                    settle(mutation, created);
                }
            }
        }
    }

    private boolean awaits(Mutation mutation, String entityId) {
        return mutation.awaits().stream()
                .anyMatch(local -> names.of(mutation.device(), local).equals(entityId));
    }

    private void settle(Mutation mutation, Deque<String> created) {
        var refusal = permission.refusal(mutation);
        var answer = refusal == null ? decide(mutation, created) : Answer.rejected(mutation.entityId(), refusal);
        remember(mutation, answer);
        if (answer.isRejected()) {
            failed.put(mutation.item().mutationId(), mutation);
        }
    }

    /** Whether something that was parked waits for this creation. */
    public boolean isAwaited(String deviceId, Item item) {
        return item.operation() == Operation.CREATE
                && item.localId() != null
                && waiting.stream()
                        .anyMatch(mutation -> mutation.device().equals(deviceId)
                                && mutation.awaits().contains(item.localId()));
    }

    public long version(String entityId) {
        return entities.containsKey(entityId) ? entities.get(entityId).version() : 0;
    }

    /** What a reader saw of an entity at a version; null when it never had that version. */
    public Map<String, Object> dataAt(String entityId, long version) {
        var entity = entities.get(entityId);
        return entity == null || version > entity.version() ? null : entity.dataAt(version);
    }

    /** Everything that a reader holds who has pulled to the end. */
    public Map<String, Held> visibleTo(Author reader) {
        var visible = new HashMap<String, Held>();
        entities.forEach((id, entity) -> {
            if (!entity.isDeleted() && permission.isMember(reader, entity.home())) {
                visible.put(id, new Held(entity.type(), entity.version(), entity.data()));
            }
        });
        return visible;
    }

    public long waitingOf(String deviceId) {
        return waiting.stream()
                .filter(mutation -> mutation.device().equals(deviceId))
                .count();
    }

    public long failedOf(String deviceId) {
        return failed.values().stream()
                .filter(mutation -> mutation.device().equals(deviceId))
                .count();
    }

    public long pendingOf(String deviceId) {
        return pending.values().stream().filter(deviceId::equals).count();
    }

    /** Whether something of a device waits, was refused after waiting, or is for a person to decide. */
    public boolean hasLeftovers(String deviceId) {
        return waitingOf(deviceId) + failedOf(deviceId) + pendingOf(deviceId) > 0;
    }

    /** All conflicts by the mutations that met them. */
    public Map<String, Answer.Conflict> conflicts() {
        return conflicts;
    }
}
