package com.startynk.sync.command.resolution;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.command.entity.Decision;
import com.startynk.sync.command.intake.CanonicalJson;
import com.startynk.sync.command.intake.DerivedIds;
import com.startynk.sync.command.intake.IntakeSettings;
import com.startynk.sync.command.intake.JsonValues;
import com.startynk.sync.command.intake.SensitiveItems;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.conflict.ConflictView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a decision and the data that it may bring. */
final class DecisionReader {

    private static final byte[] NO_DATA = {};
    private static final String LOCAL = "local:";

    private final EntityCatalog catalog;
    private final SensitiveItems sensitive;
    private final JsonMapper json;
    private final IntakeSettings settings;
    private final Clock clock;

    DecisionReader(
            EntityCatalog catalog, SensitiveItems sensitive, JsonMapper json, IntakeSettings settings, Clock clock) {
        this.catalog = catalog;
        this.sensitive = sensitive;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws SyncFailure when it is not valid */
    Decision read(JsonNode input, ConflictView conflict, Caller caller) {
        var resolution = resolution(input.path("resolution"));
        var fields = resolution == ConflictResolution.CUSTOM
                ? fields(input.path("data"), conflict)
                : Map.<String, @Nullable Object>of();
        return new Decision(
                DerivedIds.decision(UUID.fromString(conflict.conflictId())),
                CanonicalJson.contentDigest(
                        resolution + "\n" + conflict.conflictId() + "\n",
                        resolution == ConflictResolution.CUSTOM
                                ? CanonicalJson.bytes(json.valueToTree(fields))
                                : NO_DATA),
                UUID.fromString(conflict.conflictId()),
                resolution,
                conflict.entityType(),
                EntityId.of(conflict.entityId()),
                conflict.projectId(),
                fields,
                clock.instant(),
                caller);
    }

    private static ConflictResolution resolution(JsonNode node) {
        return Decision.CHOICES.stream()
                .filter(choice -> node.isString() && choice.name().equals(node.stringValue()))
                .findFirst()
                .orElseThrow(() -> SyncFailure.invalid("resolution", "must be CLIENT, SERVER or CUSTOM"));
    }

    private Map<String, @Nullable Object> fields(JsonNode data, ConflictView conflict) {
        if (!data.isObject()) {
            throw SyncFailure.invalid("data", "must be an object: the fields as they shall be");
        }
        var type = catalog.find(conflict.entityType()).orElseThrow();
        var errors = new ArrayList<>(type.validate(data, false));
        errors.addAll(localReferences(data, type));
        if (!errors.isEmpty()) {
            throw SyncFailure.invalid(errors);
        }
        if (CanonicalJson.bytes(data).length > settings.maxItemBytes()) {
            throw new SyncFailure(
                    ErrorCode.PAYLOAD_TOO_LARGE, "data may have at most " + settings.maxItemBytes() + " bytes");
        }
        return sensitive.sealed(type, conflict.entityId(), JsonValues.object(data));
    }

    /** Whoever decides has not made the entity offline: a device's own names mean nothing here. */
    private static List<FieldError> localReferences(JsonNode data, EntityType type) {
        return type.references().stream()
                .filter(field -> isLocal(data.path(field.name())))
                .map(field -> new FieldError("data." + field.name(), "must be given by UUID"))
                .toList();
    }

    private static boolean isLocal(JsonNode value) {
        return value.isArray()
                ? value.values().stream().anyMatch(DecisionReader::isLocal)
                : value.isString() && value.stringValue().startsWith(LOCAL);
    }
}
