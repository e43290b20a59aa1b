package com.startynk.sync.query.audit;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.audit.AuditAccess.Subject;
import com.startynk.sync.query.audit.AuditLine.Author;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.PageCursor;
import com.startynk.sync.query.projection.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What became of one entity, and what it was: its events from the first on, laid over each other. */
public final class EntityAudit {

    private static final int MAX_LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 500;

    private final AuditAccess access;
    private final EntityStreams streams;

    public EntityAudit(AuditAccess access, EntityStreams streams) {
        this.access = access;
        this.streams = streams;
    }

    /** One page. */
    record Page(List<AuditLine> items, @Nullable String nextCursor) {}

    /** An entity as it was. */
    record StateThen(
            String entityType,
            String entityId,
            String projectId,
            long version,
            Map<String, @Nullable Object> data,
            boolean deleted,
            Instant updatedAt,
            Author changedBy) {}

    /** Oldest first. */
    Page events(String entityType, String id, QueryParameters parameters, Caller reader) {
        var subject = access.subject(entityType, id, reader);
        var limit = parameters.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        var list = "audit/" + subject.entityId();
        var cursor = parameters.text("cursor");
        var after = cursor == null ? -1 : (long) PageCursor.decode(cursor, list).number(0);
        var past = new PastEntity();
        var items = new ArrayList<AuditLine>();
        var events = streams.all(subject.entityId()).iterator();
        while (events.hasNext()) {
            var fact = events.next();
            var before = past.sequence();
            var step = past.take(fact);
            if (step.isEmpty() || fact.sequence() <= after) {
                continue;
            }
            if (items.size() == limit) {
                return new Page(
                        items, PageCursor.of(list, Long.toString(before)).encode());
            }
            items.add(line(fact, step.get(), subject.values()));
        }
        return new Page(items, null);
    }

    /** The state at a version, or as of a time. */
    StateThen state(String entityType, String id, QueryParameters parameters, Caller reader) {
        var subject = access.subject(entityType, id, reader);
        var version = parameters.integer("version", 0, Integer.MAX_VALUE);
        var asOf = parameters.instant("asOf");
        if (version != null && asOf == null) {
            return atVersion(subject, version);
        }
        if (version == null && asOf != null) {
            return until(subject, (past, fact) -> !fact.at().isAfter(asOf));
        }
        throw SyncFailure.invalid("version", "one of version and asOf must be given");
    }

    private StateThen atVersion(Subject subject, int version) {
        var then = until(subject, (past, fact) -> past.version() < version);
        if (then.version() != version) {
            throw Access.notFound();
        }
        return then;
    }

    /** The state after the last event before the first that does not fit. */
    private StateThen until(Subject subject, BiPredicate<PastEntity, Fact> fits) {
        var past = new PastEntity();
        streams.all(subject.entityId()).takeWhile(fact -> fits.test(past, fact)).forEach(past::take);
        var last = past.last();
        if (last == null) {
            throw Access.notFound();
        }
        return new StateThen(
                subject.type().name(),
                subject.entityId(),
                subject.projectId(),
                past.version(),
                subject.values().fields(past.shownFields()),
                past.isDeleted(),
                last.at(),
                Author.of(last));
    }

    static AuditLine line(Fact fact, PastEntity.Step step, ShownValues values) {
        return new AuditLine(
                fact.eventId(),
                fact.entityType(),
                fact.entityId(),
                fact.event().version(),
                step.operation(),
                fact.event().mutation().mutationId().toString(),
                Author.of(fact),
                fact.at(),
                values.changes(step.changes()),
                values.conflict(fact));
    }
}
