package com.startynk.sync.query.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.projection.Fact;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that happened in a project, as one line of JSON each, written as fast as its reader reads: a page is read from the
 * store once the one before it has gone out, and between pages nothing is held.
 */
public final class ProjectAudit {

    /** Characters of entities that are remembered as they were before the next event; others are read again. */
    private static final long MOST_REMEMBERED = 4_000_000;

    private final StoredEvents stored;
    private final EntityStreams streams;
    private final EntityCatalog catalog;
    private final AuditAccess access;
    private final JsonMapper json;
    private final Counter lines;

    public ProjectAudit(
            StoredEvents stored,
            EntityStreams streams,
            EntityCatalog catalog,
            AuditAccess access,
            JsonMapper json,
            MeterRegistry meters) {
        this.stored = stored;
        this.streams = streams;
        this.catalog = catalog;
        this.access = access;
        this.json = json;
        this.lines = Counter.builder("startynk.audit.lines")
                .description("Events that were written to readers of a project's audit")
                .register(meters);
    }

    /**
     * What is asked for.
     *
     * @param from the first time
     * @param to the first time that is too late
     */
    record Wanted(
            String projectId,
            @Nullable Instant from,
            @Nullable Instant to,
            Caller reader) {

        boolean covers(Fact fact) {
            return fact.projectId().equals(projectId)
                    && (from == null || !fact.at().isBefore(from))
                    && (to == null || fact.at().isBefore(to));
        }
    }

    /** Returns when all of it is written, as of now. */
    void write(Wanted wanted, OutputStream out) throws IOException {
        var from = wanted.from();
        var to = wanted.to();
        var head = stored.head();
        var last = to == null ? head : Math.min(head, stored.placeAfter(to));
        var place = from == null ? 0 : stored.placeBefore(from);
        var ofProject = StoredEvents.Wanted.withMetaData(EventMetaData.PROJECT_ID, wanted.projectId());
        var run = new Run(wanted);
        while (place < last) {
            if (!access.isMember(wanted.reader(), wanted.projectId())) {
                throw new BrokenOff("the reader has left the project");
            }
            var page = stored.after(place, last, ofProject);
            for (var message : page.events()) {
                run.write(message, out);
            }
            if (!page.events().isEmpty()) {
                out.flush();
            }
            place = page.end();
        }
    }

    /** One reader's way through the store. */
    private final class Run {

        private final Wanted wanted;
        private final Cache<String, Remembered> entities = Caffeine.newBuilder()
                .maximumWeight(MOST_REMEMBERED)
                .weigher((String id, Remembered entity) -> 200 + entity.past().weight())
                .executor(Runnable::run)
                .build();

        /** @param values null where the reader does not see the entity */
        private record Remembered(PastEntity past, @Nullable ShownValues values) {}

        private Run(Wanted wanted) {
            this.wanted = wanted;
        }

        private void write(TrackedEventMessage<?> message, OutputStream out) throws IOException {
            if (message instanceof DomainEventMessage<?> domain) {
                var facts = EntityStreams.fact(domain).iterator();
                while (facts.hasNext()) {
                    var line = line(facts.next());
                    if (line.isPresent()) {
                        out.write(json.writeValueAsBytes(line.get()));
                        out.write('\n');
                        lines.increment();
                    }
                }
            }
        }

        private Optional<AuditLine> line(Fact fact) {
            if (!wanted.covers(fact)) {
                return Optional.empty();
            }
            var known = entities.getIfPresent(fact.entityId());
            var entity = known != null && known.past().sequence() == fact.sequence() - 1 ? known : remember(fact);
            var step = entity.past().take(fact);
            // Put again, since it may weigh more now.
            entities.put(fact.entityId(), entity);
            var values = entity.values();
            return values == null ? Optional.empty() : step.map(made -> EntityAudit.line(fact, made, values));
        }

        private Remembered remember(Fact fact) {
            var past = fact.sequence() == 0 ? new PastEntity() : streams.before(fact.entityId(), fact.sequence());
            var values = catalog.find(fact.entityType())
                    .filter(type -> access.sees(wanted.reader(), fact))
                    .map(type -> access.values(type, fact.entityId(), wanted.reader()))
                    .orElse(null);
            return new Remembered(past, values);
        }
    }
}
