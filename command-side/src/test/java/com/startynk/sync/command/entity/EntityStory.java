package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.NOON;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.applied;
import static com.startynk.sync.command.entity.Given.by;
import static com.startynk.sync.command.entity.Given.conflict;
import static com.startynk.sync.command.entity.Given.fact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.matches;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.command.parking.NothingParked;
import com.startynk.sync.command.parking.ParkedMutation;
import com.startynk.sync.command.parking.Parkings;
import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.platform.axon.ManyStreams;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.axonframework.common.caching.NoCache;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;

/** What has happened to an entity, and what is expected of the group that comes then. */
final class EntityStory {

    private final FixtureConfiguration<SyncedEntity> fixture = decidedBy(Given.CATALOG);

    /** An entity whose groups are decided as in the product, by declarations of these types. */
    static FixtureConfiguration<SyncedEntity> decidedBy(EntityCatalog types) {
        var fixture = new AggregateTestFixture<>(SyncedEntity.class);
        var parkedMutations = new AggregateTestFixture<>(ParkedMutation.class);
        var store = fixture.getEventStore();
        fixture.registerAnnotatedCommandHandler(new MutationGroupHandler(
                types,
                new Entities(fixture.getRepository(), new EntityDirectory(store, ManyStreams.NONE)),
                new ColdEntities(NoCache.INSTANCE, ManyStreams.NONE),
                new EntityPasts(store),
                new Parkings(
                        parkedMutations.getRepository(), parkedMutations.getEventStore(), new NothingParked(), 100),
                ids -> Map.of()));
        return fixture;
    }

    TestExecutor<SyncedEntity> pouring(Object... later) {
        return given("task", later);
    }

    /** An entity of this type that Ada has made, and what came after. */
    TestExecutor<SyncedEntity> given(String type, Object... later) {
        var fields = type.equals("task") ? Map.of("title", "Pour slab") : Map.of("name", "n");
        var events = new ArrayList<Object>();
        events.add(by(ADA, new EntityCreated(SLAB, applied("m-1"), type, Projects.ORG, Map.copyOf(fields))));
        Collections.addAll(events, later);
        return fixture.given(events);
    }

    static ResultValidator<SyncedEntity> answers(ResultValidator<SyncedEntity> result, Consumer<Outcome> check) {
        return result.expectResultMessagePayloadMatching(matches(payload -> {
            check.accept((Outcome) ((List<?>) payload).get(0));
            return true;
        }));
    }

    static void refuses(ErrorCode error, ResultValidator<SyncedEntity> result) {
        answers(result, answer -> assertThat(answer.error()).isEqualTo(error)).expectNoEvents();
    }

    static EntityChanged change(String mutation, long version, Map<String, Object> fields) {
        return new EntityChanged(SLAB, applied(mutation), version, fields, (DetectedConflict) null);
    }

    static ConflictDetected kept(
            String mutation,
            String strategy,
            ConflictResolution resolution,
            String field,
            Object base,
            Object client,
            Object server) {
        return keptDespite(false, mutation, strategy, resolution, field, base, client, server);
    }

    static ConflictDetected keptDespite(
            boolean deletion,
            String mutation,
            String strategy,
            ConflictResolution resolution,
            String field,
            Object base,
            Object client,
            Object server) {
        return new ConflictDetected(
                SLAB,
                fact(mutation, MutationOutcome.CONFLICT, NOON),
                2,
                conflict(mutation, strategy, resolution, new ContestedField(field, base, client, server, server)),
                deletion);
    }
}
