package com.startynk.sync.push.rule;

import com.startynk.sync.catalog.NotificationRule.Text;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.events.parking.ParkingId;
import com.startynk.sync.push.delivery.Outbox;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.rule.RuleRows.Parked;
import com.startynk.sync.push.token.PushTokens;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import tools.jackson.databind.json.JsonMapper;

/** What goes wrong with entities of any type: conflicts that wait for a person, and changes that were refused after all. */
final class Incidents {

    private static final String CONFLICT = "conflict.waits";
    private static final String REFUSED = "sync.refused";
    private static final String CATEGORY = "SYNC";

    private final Subjects subjects;
    private final RuleRows rows;
    private final Tellings tellings;
    private final PushTokens tokens;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Map<String, Text> conflictTexts = Texts.shipped("conflict");
    private final Map<String, Text> refusedTexts = Texts.shipped("refused");

    Incidents(Subjects subjects, RuleRows rows, Tellings tellings, PushTokens tokens, Outbox outbox, JsonMapper json) {
        this.subjects = subjects;
        this.rows = rows;
        this.tellings = tellings;
        this.tokens = tokens;
        this.outbox = outbox;
        this.json = json;
    }

    /** Those who can decide it are told: the managers in the project, by the roles that their phones registered under. */
    void conflictWaits(DetectedConflict conflict, DomainEventMessage<?> message) {
        if (!tellings.isNews(message.getTimestamp())) {
            return;
        }
        var author = Subjects.text(message, EventMetaData.USER_ID);
        var projectId = Subjects.text(message, EventMetaData.PROJECT_ID);
        var type = Subjects.text(message, EventMetaData.ENTITY_TYPE);
        var conflictId = conflict.conflictId().toString();
        var data = json.writeValueAsString(Map.of(
                "conflictId",
                conflictId,
                "entityType",
                type,
                "entityId",
                message.getAggregateIdentifier(),
                "projectId",
                projectId));
        Map<String, Object> arguments = Map.of("count", conflict.fields().size(), "type", type);
        outbox.put(tokens.managersAmong(subjects.membersOf(projectId)).stream()
                .filter(manager -> !manager.equals(author))
                .map(manager -> notification(
                        RuleId.of(message.getIdentifier(), CONFLICT, manager),
                        manager,
                        CONFLICT,
                        Texts.say(conflictTexts, tellings.home(manager).language(), arguments),
                        data,
                        "startynk://conflict/" + conflictId))
                .toList());
    }

    void parked(MutationParked event) {
        var item = event.item();
        if (Tellings.isPossible(item.userId())) {
            rows.park(event.parkingId().toString(), new Parked(item.userId(), item.entityType()));
        }
    }

    void over(ParkingId id) {
        rows.unpark(id.toString());
    }

    /** Whoever made it has gone on long ago, and must hear of it. */
    void refused(ParkedMutationRefused event, EventMessage<?> message) {
        var parked = rows.parked(event.parkingId().toString());
        if (parked.isEmpty() || !tellings.isNews(message.getTimestamp())) {
            return;
        }
        var userId = parked.get().userId();
        var type = parked.get().entityType();
        Map<String, Object> arguments = Map.of("type", type, "message", event.message());
        outbox.put(List.of(notification(
                RuleId.of(message.getIdentifier(), REFUSED, userId),
                userId,
                REFUSED,
                Texts.say(refusedTexts, tellings.home(userId).language(), arguments),
                json.writeValueAsString(Map.of(
                        "mutationId",
                        event.parkingId().mutationId().toString(),
                        "entityType",
                        type,
                        "errorCode",
                        event.errorCode())),
                "startynk://sync")));
    }

    private static NewNotification notification(
            String id, String userId, String type, Texts.Said said, String data, String deepLink) {
        return new NewNotification(
                id,
                userId,
                type,
                CATEGORY,
                said.title(),
                said.body(),
                data,
                deepLink,
                Priority.HIGH,
                false,
                null,
                null,
                null,
                null);
    }
}
