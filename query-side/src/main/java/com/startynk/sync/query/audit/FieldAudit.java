package com.startynk.sync.query.audit;

import com.startynk.sync.catalog.Field;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.audit.AuditLine.Author;
import com.startynk.sync.query.audit.AuditLine.FieldChange;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.PageCursor;
import com.startynk.sync.query.projection.Fact;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of one field: who set it to what, and what kept it when others wanted something else. Newest first. */
public final class FieldAudit {

    private static final int MAX_LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 100;

    private final AuditAccess access;
    private final EntityStreams streams;

    public FieldAudit(AuditAccess access, EntityStreams streams) {
        this.access = access;
        this.streams = streams;
    }

    /** One page. */
    record Page(List<Line> items, @Nullable String nextCursor) {}

    /**
     * An event that had to do with the field.
     *
     * @param sequence its place in the entity's stream, in which several may have one version
     * @param stored whether it changed the field; if not, the field was kept against it
     * @param from null for no value
     */
    record Line(
            String eventId,
            long sequence,
            long version,
            String mutationId,
            Author changedBy,
            Instant occurredAt,
            boolean stored,
            @Nullable Object from,
            @Nullable Object to,
            @Nullable Dispute conflict) {}

    /**
     * The conflict in which it was contested.
     *
     * @param rule the field's merge rule, as it is declared now; null where none was asked
     */
    record Dispute(
            UUID conflictId,
            String strategy,
            @Nullable String rule,
            ConflictResolution resolution,
            @Nullable Object base,
            @Nullable Object client,
            @Nullable Object server,
            @Nullable Object merged) {}

    Page lines(String entityType, String id, String field, QueryParameters parameters, Caller reader) {
        var subject = access.subject(entityType, id, reader);
        var declared = subject.type().fields().get(field);
        if (declared == null) {
            throw Access.notFound();
        }
        if (!subject.values().shows(field)) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "your roles may not read " + field);
        }
        var limit = parameters.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        var list = "audit/" + subject.entityId() + "/" + field;
        var cursor = parameters.text("cursor");
        var end = cursor == null
                ? Long.MAX_VALUE
                : (long) PageCursor.decode(cursor, list).number(0);
        var newest = new ArrayDeque<Line>();
        var history = new History(declared, subject.values());
        streams.all(subject.entityId()).takeWhile(fact -> fact.sequence() < end).forEach(fact -> {
            history.line(fact).ifPresent(newest::addFirst);
            if (newest.size() > limit + 1) {
                newest.removeLast();
            }
        });
        var more = newest.size() > limit;
        var items = newest.stream().limit(limit).toList();
        return new Page(
                items,
                more
                        ? PageCursor.of(list, Long.toString(items.get(limit - 1).sequence()))
                                .encode()
                        : null);
    }

    /** The field on the way through the stream. */
    private static final class History {

        private final Field field;
        private final ShownValues values;
        private final PastEntity past = new PastEntity();
        private final Map<UUID, DetectedConflict> pending = new HashMap<>();

        History(Field field, ShownValues values) {
            this.field = field;
            this.values = values;
        }

        Optional<Line> line(Fact fact) {
            var name = field.name();
            var dispute = dispute(fact);
            var before = past.shownField(name);
            var change = past.take(fact)
                    .flatMap(step -> step.changes().stream()
                            .filter(one -> one.field().equals(name))
                            .findFirst());
            return change.isEmpty() && dispute == null
                    ? Optional.empty()
                    : Optional.of(line(
                            fact, change.orElse(new FieldChange(name, before, before)), change.isPresent(), dispute));
        }

        private Line line(Fact fact, FieldChange change, boolean stored, @Nullable Dispute dispute) {
            return new Line(
                    fact.eventId(),
                    fact.sequence(),
                    fact.event().version(),
                    fact.event().mutation().mutationId().toString(),
                    Author.of(fact),
                    fact.at(),
                    stored,
                    values.value(field.name(), change.from()),
                    values.value(field.name(), change.to()),
                    dispute);
        }

        /** A person's decision is one of the conflict that he was shown. */
        private @Nullable Dispute dispute(Fact fact) {
            if (fact.event() instanceof ConflictResolved decision) {
                var decided = pending.remove(decision.conflictId());
                return decided == null ? null : dispute(decided, decision.resolution());
            }
            var conflict = fact.event().conflict();
            if (conflict == null) {
                return null;
            }
            if (conflict.resolution() == ConflictResolution.PENDING) {
                pending.put(conflict.conflictId(), conflict);
            }
            return dispute(conflict, conflict.resolution());
        }

        private @Nullable Dispute dispute(DetectedConflict conflict, ConflictResolution resolution) {
            ContestedField contested = values.contested(conflict, field.name());
            return contested == null
                    ? null
                    : new Dispute(
                            conflict.conflictId(),
                            conflict.strategy(),
                            conflict.strategy().equals("MERGE") ? field.merge().name() : null,
                            resolution,
                            contested.base(),
                            contested.client(),
                            contested.server(),
                            contested.merged());
        }
    }
}
