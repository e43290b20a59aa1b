package com.startynk.sync.push.rule;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.NotificationRule;
import com.startynk.sync.catalog.NotificationRule.Occasion;
import com.startynk.sync.catalog.NotificationRule.Urgency;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.events.parking.ParkingId;
import com.startynk.sync.push.manager.ProjectManagers;
import com.startynk.sync.push.rule.RuleRows.Parked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with entities of any type: conflicts that wait for a person, and changes that were refused after all. It is told
 * as the type's own rules say, or else as is said of any type.
 */
final class Incidents {

    private static final NotificationRule CONFLICT = shipped(
            "waits", new Occasion.ConflictWaits(), "startynk://conflict/{conflictId}", Texts.shipped("conflict"));
    private static final NotificationRule REFUSAL =
            shipped("refused", new Occasion.ChangeRefused(), "startynk://sync", Texts.shipped("refused"));

    private final EntityCatalog catalog;
    private final Subjects subjects;
    private final RuleRows rows;
    private final Tellings tellings;
    private final ProjectManagers managers;

    Incidents(EntityCatalog catalog, Subjects subjects, RuleRows rows, Tellings tellings, ProjectManagers managers) {
        this.catalog = catalog;
        this.subjects = subjects;
        this.rows = rows;
        this.tellings = tellings;
        this.managers = managers;
    }

    private static NotificationRule shipped(
            String name, Occasion occasion, String deepLink, Map<String, NotificationRule.Text> texts) {
        return new NotificationRule(name, occasion, "SYNC", "", Urgency.HIGH, deepLink, false, null, null, texts);
    }

    /** Those who can decide it are told: the managers in the project, with phones or without. */
    void conflictWaits(DetectedConflict conflict, DomainEventMessage<?> message) {
        var type = catalog.find(Subjects.text(message, EventMetaData.ENTITY_TYPE));
        if (type.isEmpty() || !tellings.isNews(message.getTimestamp())) {
            return;
        }
        var projectId = Subjects.text(message, EventMetaData.PROJECT_ID);
        var author = Subjects.text(message, EventMetaData.USER_ID);
        var recipients = managers.among(subjects.membersOf(projectId)).stream()
                .filter(manager -> !manager.equals(author))
                .collect(Collectors.toSet());
        var conflictId = conflict.conflictId().toString();
        var entityId = message.getAggregateIdentifier();
        var what = new Happening(
                message.getIdentifier(),
                type.get(),
                entityId,
                projectId,
                author,
                message.getTimestamp(),
                Happening.NO_VERSION,
                false,
                Map.of(),
                subjects.fieldsOf(entityId));
        tell(
                what,
                new Tellings.Incident(
                        CONFLICT,
                        "conflict.waits",
                        recipients,
                        Map.of("count", conflict.fields().size(), "conflictId", conflictId),
                        Map.of(
                                "conflictId",
                                conflictId,
                                "entityType",
                                type.get().name(),
                                "entityId",
                                entityId,
                                "projectId",
                                projectId)));
    }

    void parked(MutationParked event) {
        var item = event.item();
        if (Tellings.isPossible(item.userId())) {
            rows.park(
                    event.parkingId().toString(),
                    new Parked(
                            item.userId(),
                            item.entityType(),
                            item.entityId().toString(),
                            item.projectId(),
                            subjects.told(item.entityType(), item.fields())));
        }
    }

    void over(ParkingId id) {
        rows.unpark(id.toString());
    }

    /** Whoever made it has gone on long ago, and must hear of it. */
    void refused(ParkedMutationRefused event, EventMessage<?> message) {
        var parked = rows.parked(event.parkingId().toString()).orElse(null);
        var type = parked == null ? null : catalog.find(parked.entityType()).orElse(null);
        if (parked == null || type == null || !tellings.isNews(message.getTimestamp())) {
            return;
        }
        tell(
                refusal(message, type, parked),
                new Tellings.Incident(
                        REFUSAL,
                        "sync.refused",
                        Set.of(parked.userId()),
                        Map.of("message", event.message(), "errorCode", event.errorCode()),
                        Map.of(
                                "mutationId",
                                event.parkingId().mutationId().toString(),
                                "entityType",
                                parked.entityType(),
                                "errorCode",
                                event.errorCode())));
    }

    /** The entity as it would have been, as far as rules know it. */
    private Happening refusal(EventMessage<?> message, EntityType type, Parked parked) {
        var entityId = parked.entityId() == null ? "" : parked.entityId();
        var fields = new HashMap<>(subjects.fieldsOf(entityId));
        fields.putAll(parked.fields());
        return new Happening(
                message.getIdentifier(),
                type,
                entityId,
                orNothing(parked.projectId()),
                null,
                message.getTimestamp(),
                Happening.NO_VERSION,
                false,
                Map.of(),
                fields);
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void tell(Happening what, Tellings.Incident incident) {
        var own = what.type().notifications().stream()
                .filter(rule -> rule.occasion().equals(incident.rule().occasion()))
                .toList();
        tellings.of(
                what,
                own.isEmpty()
                        ? List.of(incident)
                        : own.stream().map(incident::toldBy).toList());
    }
}
