package com.startynk.sync.platform.axon;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.cachepolicy.CachePolicyChanged;
import com.startynk.sync.events.cachepolicy.CachePolicyReset;
import com.startynk.sync.events.entity.ConflictDetected;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityDeleted;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.EntityRevived;
import com.startynk.sync.events.entity.MutationAcknowledged;
import com.startynk.sync.events.entity.MutationFact;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.events.entity.SensitiveValuesErased;
import com.startynk.sync.events.parking.DeadLetterCleared;
import com.startynk.sync.events.parking.MutationParked;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.events.parking.ParkedMutationApplied;
import com.startynk.sync.events.parking.ParkedMutationRefused;
import com.startynk.sync.events.parking.ParkingId;
import com.startynk.sync.events.session.LoggedIn;
import com.startynk.sync.events.session.LoginRefused;
import com.startynk.sync.events.session.PersonErased;
import com.startynk.sync.events.session.SessionsEnded;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.messaging.MetaData;

/** What the golden files hold, as the present classes say it: one value for every revision of every event. */
final class EventExamples {

    static final EntityId SLAB = EntityId.of("5b1c0000-0000-4000-8000-000000000001");
    static final ParkingId PARKED = new ParkingId(MutationId.of("0198f6f2-7c1e-7bb4-9d3a-6d2a64b0f3a1"));

    static final MetaData META_DATA = MetaData.with(EventMetaData.USER_ID, "ada")
            .and(EventMetaData.DEVICE_ID, "adas-phone")
            .and(EventMetaData.PROJECT_ID, "7d0e0000-0000-4000-8000-000000000001")
            .and(EventMetaData.ENTITY_TYPE, "task");

    private static final Map<String, Object> VALUES = Map.ofEntries(
            Map.entry("EntityCreated-1.json", created()),
            Map.entry("EntityChanged-1.json", changed()),
            Map.entry("EntityDeleted-1.json", new EntityDeleted(SLAB, fact(MutationOutcome.APPLIED, null), 3)),
            Map.entry("EntityRevived-1.json", revived()),
            Map.entry("ConflictDetected-1.json", conflictDetected()),
            Map.entry(
                    "MutationAcknowledged-1.json",
                    new MutationAcknowledged(SLAB, fact(MutationOutcome.MERGED, null), 4)),
            Map.entry("MutationParked-1.json", new MutationParked(PARKED, parkedItem())),
            Map.entry("ParkedMutationApplied-1.json", new ParkedMutationApplied(PARKED, 2)),
            Map.entry(
                    "ParkedMutationRefused-1.json",
                    new ParkedMutationRefused(PARKED, "NOT_FOUND", "What it refers to has not arrived.", 1)),
            Map.entry("ConflictResolved-1.json", conflictResolved()),
            Map.entry(
                    "SensitiveValuesErased-1.json",
                    new SensitiveValuesErased(
                            SLAB, fact(MutationOutcome.APPLIED, null), 7, List.of("bloodGroup", "remarks"))),
            Map.entry("PersonErased-1.json", new PersonErased("ada", 3)),
            Map.entry("DeadLetterCleared-1.json", new DeadLetterCleared(PARKED)),
            Map.entry("LoggedIn-1.json", new LoggedIn("ada", "adas-phone")),
            Map.entry("LoginRefused-1.json", new LoginRefused("ada", "adas-phone", "192.0.2.7")),
            Map.entry("SessionsEnded-1.json", new SessionsEnded("ada", "adas-phone", "DEVICE_REVOKED")),
            Map.entry(
                    "CachePolicyChanged-1.json",
                    new CachePolicyChanged("task", 2, "STALE_WHILE_REVALIDATE", 86_399_913_600L, 2000, true, false)),
            Map.entry("CachePolicyReset-1.json", new CachePolicyReset("task", 3)),
            Map.entry("PourRecorded-1.json", new PourRecorded("p-1", "B2", 12500, null)),
            Map.entry("PourRecorded-2.json", new PourRecorded("p-2", "B2", 8250, null)),
            Map.entry("PourRecorded-3.json", new PourRecorded("p-3", "B2", 750, "Föhn, 14 °C")),
            Map.entry("PourRecorded-4.json", new PourRecorded("p-4", "B2", 40, "dry")));

    private EventExamples() {}

    /** What reading the golden file must give. */
    static Object of(GoldenFile file) {
        var value = VALUES.get(file.name());
        if (value == null) {
            throw new AssertionError("There is no example of " + file.event().getName() + " in revision "
                    + file.revision() + ". Give EventExamples an entry \"" + file.name()
                    + "\" in which no member is empty, and then the golden file to it.");
        }
        return value;
    }

    private static EntityCreated created() {
        return new EntityCreated(
                SLAB,
                fact(MutationOutcome.APPLIED, "local:7"),
                "task",
                "7d0e0000-0000-4000-8000-000000000001",
                everyKindOfValue());
    }

    private static EntityChanged changed() {
        var fields = everyKindOfValue();
        fields.put("description", null);
        return new EntityChanged(
                SLAB,
                fact(MutationOutcome.MERGED, "local:7"),
                5,
                fields,
                new DetectedConflict(
                        UUID.fromString("c0f10000-0000-4000-8000-000000000001"),
                        "MERGE",
                        ConflictResolution.MERGED,
                        List.of(
                                new ContestedField("progress", 10L, 40L, 60L, 60L),
                                new ContestedField(
                                        "checklist",
                                        Map.of("formwork", false),
                                        Map.of("formwork", true),
                                        null,
                                        Map.of("formwork", true)),
                                new ContestedField("notes", null, "Regen", "Wind", "Wind\nRegen"))));
    }

    private static EntityRevived revived() {
        return new EntityRevived(
                SLAB,
                fact(MutationOutcome.APPLIED, null),
                6,
                fields("title", "Pour slab B2 again", "dueOn", null),
                new DetectedConflict(
                        UUID.fromString("c0f10000-0000-4000-8000-000000000002"),
                        "CLIENT_WINS",
                        ConflictResolution.CLIENT,
                        List.of(new ContestedField("title", "Pour slab B2", "Pour slab B2 again", null, null))));
    }

    private static ConflictDetected conflictDetected() {
        return new ConflictDetected(
                SLAB,
                fact(MutationOutcome.CONFLICT, null),
                5,
                new DetectedConflict(
                        UUID.fromString("c0f10000-0000-4000-8000-000000000003"),
                        "MANUAL_RESOLVE",
                        ConflictResolution.PENDING,
                        List.of(new ContestedField("hours", 8.0, 8.5, 9.25, 8.0))),
                true);
    }

    private static ConflictResolved conflictResolved() {
        return new ConflictResolved(
                SLAB,
                fact(MutationOutcome.APPLIED, null),
                6,
                UUID.fromString("c0f10000-0000-4000-8000-000000000003"),
                ConflictResolution.CUSTOM,
                true,
                fields("hours", 8.75, "amount", null));
    }

    /** Sets of one element: the order of several is another in each process. */
    private static ParkedItem parkedItem() {
        return new ParkedItem(
                PARKED.mutationId(),
                "q83vEjRWeJASNFZ4kBI0Vg",
                "task",
                "UPDATE",
                SLAB,
                "local:8",
                "7d0e0000-0000-4000-8000-000000000001",
                3,
                fields("parentId", "5b1c0000-0000-4000-8000-000000000002", "title", "Cure – 养护", "dueOn", null),
                Instant.parse("2026-11-23T08:00:00.123Z"),
                "ada",
                "adas-phone",
                Set.of("FOREMAN"),
                UUID.fromString("c0f10000-0000-4000-8000-000000000004"),
                Set.of(EntityId.of("7d0e0000-0000-4000-8000-000000000001")),
                Set.of(EntityId.of("5b1c0000-0000-4000-8000-000000000002")));
    }

    private static MutationFact fact(MutationOutcome outcome, String localId) {
        return new MutationFact(
                PARKED.mutationId(),
                "q83vEjRWeJASNFZ4kBI0Vg",
                outcome,
                localId,
                Instant.parse("2026-11-23T08:00:00.123456Z"));
    }

    private static Map<String, Object> everyKindOfValue() {
        return fields(
                "title",
                "Gießen – 打设 🏗️ \"B2\"\n",
                "progress",
                100L,
                "large",
                9007199254740993L,
                "whole",
                5.0,
                "amount",
                0.1 + 0.2,
                "huge",
                1e21,
                "active",
                true,
                "empty",
                List.of(),
                "assigneeIds",
                List.of("u-1", "u-2"),
                "checklist",
                fields("formwork", true, "rebar", false),
                "breaks",
                List.of(fields("from", "12:00", "minutes", 30L, "paid", null)),
                "location",
                fields("lat", 47.05, "lon", 8.3, "around", Arrays.asList(1L, null, "x")));
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (var n = 0; n < namesAndValues.length; n += 2) {
            fields.put((String) namesAndValues[n], namesAndValues[n + 1]);
        }
        return fields;
    }
}
