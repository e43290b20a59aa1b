package com.startynk.sync.query;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.EntityRevived;
import com.startynk.sync.events.entity.MutationAcknowledged;
import com.startynk.sync.events.entity.MutationFact;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.protocol.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Makes events as the command side would; numbers them, and keeps to one author. */
public final class Site {

    public static final Caller ADMIN = caller("admin", "ADMIN");

    private final RunningQuerySide querySide;
    private final Map<String, Thing> things = new HashMap<>();
    private final List<DomainEventMessage<?>> unsent = new ArrayList<>();
    private Caller author = caller("author", "ADMIN");
    private int nested;

    public Site(RunningQuerySide querySide) {
        this.querySide = querySide;
    }

    private static final class Thing {
        final String id;
        final String type;
        final String project;
        long version;
        long sequence = -1;

        Thing(String id, String type, String project) {
            this.id = id;
            this.type = type;
            this.project = project;
        }
    }

    public static Caller caller(String userId, String... roles) {
        return new Caller(userId, "device-of-" + userId, Set.of(roles), 0, Long.MAX_VALUE);
    }

    public static String newUser() {
        return "user-" + UUID.randomUUID();
    }

    /** Goes on with a task that another site has made. */
    public Site resume(String project, String task, long sequence) {
        var thing = new Thing(task, "task", project);
        thing.sequence = sequence;
        thing.version = sequence + 1;
        things.put(task, thing);
        return this;
    }

    public Site by(Caller caller) {
        author = caller;
        return this;
    }

    /** What happens in here is stored in one transaction. */
    public void together(Runnable work) {
        together(work, () -> {});
    }

    /** The same, with something between the append and its commit. */
    public void together(Runnable work, Runnable beforeCommit) {
        nested++;
        try {
            work.run();
        } finally {
            nested--;
        }
        send(beforeCommit);
    }

    public String project(String... members) {
        var id = UUID.randomUUID().toString();
        create(id, "project", id, Map.of("name", "Site 7", "memberIds", List.of(members)), null);
        return id;
    }

    public void members(String project, String... members) {
        change(project, Map.of("memberIds", List.of(members)));
    }

    public String task(String project) {
        return task(project, Map.of("title", "Pour slab B2"));
    }

    public String task(String project, Map<String, @Nullable Object> fields) {
        return create(UUID.randomUUID().toString(), "task", project, fields, null);
    }

    public String create(
            String id, String type, String project, Map<String, @Nullable Object> fields, @Nullable String localId) {
        var thing = new Thing(id, type, project);
        things.put(id, thing);
        thing.version = 1;
        tell(thing, new EntityCreated(EntityId.of(id), fact(MutationOutcome.APPLIED, localId), type, project, fields));
        return id;
    }

    public void change(String id, Map<String, @Nullable Object> fields) {
        change(id, fields, null);
    }

    public void change(String id, Map<String, @Nullable Object> fields, @Nullable DetectedConflict conflict) {
        var thing = thing(id);
        tell(
                thing,
                new EntityChanged(
                        EntityId.of(id), fact(MutationOutcome.MERGED, null), ++thing.version, fields, conflict));
    }

    public void delete(String id) {
        var thing = thing(id);
        tell(thing, new EntityDeleted(EntityId.of(id), fact(MutationOutcome.APPLIED, null), ++thing.version));
    }

    public void revive(String id, Map<String, @Nullable Object> fields) {
        var thing = thing(id);
        tell(
                thing,
                new EntityRevived(EntityId.of(id), fact(MutationOutcome.MERGED, null), ++thing.version, fields, null));
    }

    public void conflict(String id, DetectedConflict conflict) {
        var thing = thing(id);
        tell(
                thing,
                new ConflictDetected(
                        EntityId.of(id), fact(MutationOutcome.CONFLICT, null), thing.version, conflict, false));
    }

    /** A decision that changes these fields, or none; a null for them deletes the entity. */
    public void resolve(
            String id, UUID conflictId, ConflictResolution resolution, @Nullable Map<String, @Nullable Object> fields) {
        var thing = thing(id);
        var changes = fields == null || !fields.isEmpty();
        tell(
                thing,
                new ConflictResolved(
                        EntityId.of(id),
                        fact(MutationOutcome.APPLIED, null),
                        changes ? ++thing.version : thing.version,
                        conflictId,
                        resolution,
                        fields == null,
                        fields == null ? Map.of() : fields));
    }

    public void acknowledge(String id) {
        var thing = thing(id);
        tell(thing, new MutationAcknowledged(EntityId.of(id), fact(MutationOutcome.APPLIED, null), thing.version));
    }

    public long version(String id) {
        return thing(id).version;
    }

    private Thing thing(String id) {
        var thing = things.get(id);
        if (thing == null) {
            throw new IllegalArgumentException("nothing of id " + id);
        }
        return thing;
    }

    private static MutationFact fact(MutationOutcome outcome, @Nullable String localId) {
        return new MutationFact(
                new MutationId(UUID.randomUUID()), "AAAAAAAAAAAAAAAAAAAAAA", outcome, localId, Instant.now());
    }

    private void tell(Thing thing, EntityEvent event) {
        unsent.add(new GenericDomainEventMessage<>("SyncedEntity", thing.id, ++thing.sequence, event)
                .withMetaData(Map.of(
                        EventMetaData.USER_ID,
                        author.userId(),
                        EventMetaData.DEVICE_ID,
                        author.deviceId(),
                        EventMetaData.PROJECT_ID,
                        thing.project,
                        EventMetaData.ENTITY_TYPE,
                        thing.type)));
        if (nested == 0) {
            send(() -> {});
        }
    }

    private void send(Runnable beforeCommit) {
        if (nested == 0 && !unsent.isEmpty()) {
            var events = List.copyOf(unsent);
            unsent.clear();
            querySide.store(events, beforeCommit);
        }
    }
}
