package com.startynk.sync.query.explain;

import com.startynk.sync.catalog.Action;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.updates.UpdatesCursor;
import com.startynk.sync.query.audit.AuditLine.Author;
import com.startynk.sync.query.audit.EntityStreams;
import com.startynk.sync.query.audit.PastEntity;
import com.startynk.sync.query.deadletter.DeadLetterQueue;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.explain.Explanation.Own;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.DeploymentRows;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.projection.Fact;
import com.startynk.sync.query.status.DevicePulls;
import com.startynk.sync.query.status.LastPull;
import java.util.ArrayDeque;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together why a device shows an entity as it does. */
public final class Explainer {

    private static final int MOST_MUTATIONS = 100;

    private final EntityStreams streams;
    private final EntityRows rows;
    private final ParkedRows parked;
    private final DeadLetterQueue letters;
    private final DevicePulls pulls;
    private final DeploymentRows deployment;
    private final Access access;
    private final ReadBarrier barrier;
    private final QuerySettings settings;

    public Explainer(
            EntityStreams streams,
            EntityRows rows,
            ParkedRows parked,
            DeadLetterQueue letters,
            DevicePulls pulls,
            DeploymentRows deployment,
            Access access,
            ReadBarrier barrier,
            QuerySettings settings) {
        this.streams = streams;
        this.rows = rows;
        this.parked = parked;
        this.letters = letters;
        this.pulls = pulls;
        this.deployment = deployment;
        this.access = access;
        this.barrier = barrier;
        this.settings = settings;
    }

    Explanation explain(QueryParameters parameters, Caller reader) {
        if (!reader.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "this is for admins");
        }
        var missing = Stream.of("deviceId", "entityType", "entityId")
                .filter(name -> parameters.text(name) == null)
                .map(name -> new FieldError(name, "must be given"))
                .toList();
        if (!missing.isEmpty()) {
            throw SyncFailure.invalid(missing);
        }
        var type = access.readable(String.valueOf(parameters.text("entityType")), reader);
        return explain(
                String.valueOf(parameters.text("deviceId")),
                type,
                Access.id(String.valueOf(parameters.text("entityId"))));
    }

    private Explanation explain(String deviceId, EntityType type, String entityId) {
        barrier.awaitAll(settings.feedWait());
        var last = pulls.lastPull(deviceId).orElse(null);
        var story = new Story(deviceId, last);
        streams.all(entityId).forEach(story::take);
        var fact = story.now.last();
        if (fact == null || !fact.entityType().equals(type.name())) {
            throw Access.notFound();
        }
        var entity = new Explanation.Entity(
                type.name(),
                entityId,
                fact.projectId(),
                story.now.version(),
                story.now.isDeleted(),
                fact.at(),
                Author.of(fact));
        var pull = last == null ? null : pull(last, entity);
        var permission = last == null ? null : permission(last, deviceId, type, entity);
        var mutations = List.copyOf(story.mutations);
        var waiting = parked.of(deviceId, entityId);
        var deadLetters = letters.count(entityId);
        return new Explanation(
                deviceId,
                entity,
                pull,
                story.versionThen,
                mutations,
                waiting,
                deadLetters,
                permission,
                Sentences.of(entity, pull, story.versionThen, mutations, waiting, deadLetters, permission));
    }

    private Explanation.Pull pull(LastPull last, Explanation.Entity entity) {
        return new Explanation.Pull(
                last.at(),
                last.userId(),
                new TreeSet<>(last.roles()),
                hasTold(last, entity),
                last.hasMore(),
                last.projectIds(),
                last.entityTypes());
    }

    /** Whether the place where the entity stands lies behind the device's cursor. */
    private boolean hasTold(LastPull last, Explanation.Entity entity) {
        var row = rows.find(List.of(entity.entityId())).get(entity.entityId());
        var cursor = last.cursor();
        if (row == null
                || cursor == null
                || row.version() < entity.version()
                || (!last.entityTypes().isEmpty() && !last.entityTypes().contains(entity.entityType()))) {
            return false;
        }
        return UpdatesCursor.decode(cursor, deployment.id())
                .map(decoded -> decoded.markOf(entity.projectId()))
                .filter(mark -> mark.position() >= row.position())
                .isPresent();
    }

    private Explanation.@Nullable Permission permission(
            LastPull last, String deviceId, EntityType type, Explanation.Entity entity) {
        var userId = last.userId();
        if (userId == null) {
            return null;
        }
        var person = new Caller(userId, deviceId, last.roles(), 0, Long.MAX_VALUE);
        return new Explanation.Permission(
                userId,
                access.isMember(person, entity.projectId()),
                type.permits(Action.READ, person.roles()),
                type.permitsOnlyOwn(Action.READ, person.roles()),
                access.sees(person, type.name(), entity.entityId(), entity.projectId()),
                new TreeSet<>(type.hiddenFields(person.roles())));
    }

    /** The entity's events, as far as they matter to one device. */
    private static final class Story {

        private final String deviceId;
        private final @Nullable LastPull pull;
        private final PastEntity now = new PastEntity();
        private final ArrayDeque<Own> mutations = new ArrayDeque<>();
        private @Nullable Long versionThen;

        Story(String deviceId, @Nullable LastPull pull) {
            this.deviceId = deviceId;
            this.pull = pull;
        }

        void take(Fact fact) {
            now.take(fact);
            if (pull != null && !fact.at().isAfter(pull.at())) {
                versionThen = now.version();
            }
            if (fact.deviceId().equals(deviceId)) {
                mutations.addLast(own(fact));
                if (mutations.size() > MOST_MUTATIONS) {
                    mutations.removeFirst();
                }
            }
        }

        private static Own own(Fact fact) {
            var event = fact.event();
            var conflict = event.conflict();
            var decision = event instanceof ConflictResolved decided
                    ? decided.resolution().name()
                    : null;
            return new Own(
                    event.mutation().mutationId().toString(),
                    event.mutation().outcome().name(),
                    event.version(),
                    fact.at(),
                    conflict == null ? null : conflict.strategy(),
                    conflict == null ? decision : conflict.resolution().name());
        }
    }
}
