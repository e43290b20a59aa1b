package com.startynk.sync.command.intake;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.Home;
import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Operation;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.Projects;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads items: shape, size, checksum and data are checked, local ids become entity ids. Stores nothing. */
final class ItemReader {

    private static final byte[] NO_DATA = {};

    private final EntityCatalog catalog;
    private final IntakeSettings settings;
    private final Clock clock;

    ItemReader(EntityCatalog catalog, IntakeSettings settings, Clock clock) {
        this.catalog = catalog;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param mayBeLarge whether the request was large enough for one item to be over the limit */
    IncomingItem read(JsonNode item, Caller caller, boolean mayBeLarge) {
        if (!item.isObject()) {
            return new IncomingItem.Invalid(
                    IncomingItem.Labels.NONE,
                    ErrorCode.INVALID_INPUT,
                    "an item must be an object",
                    List.of(new FieldError("", "must be an object")));
        }
        return new Reading(item, caller).read(mayBeLarge);
    }

    /** What an answer says of the item itself, which is not looked at any further. */
    IncomingItem.Labels labels(JsonNode item, Caller caller) {
        return item.isObject() ? new Reading(item, caller).labels() : IncomingItem.Labels.NONE;
    }

    /** What of an item is digested before its data. */
    static String head(String entityType, Operation operation, EntityId entityId, long baseVersion) {
        return String.join("\n", entityType, operation.name(), entityId.toString(), "" + baseVersion, "");
    }

    /** One item on its way; fields are filled as far as the item allows. */
    private final class Reading {

        private final JsonNode item;
        private final Caller caller;
        private final List<FieldError> errors = new ArrayList<>();
        private final ItemEnvelope envelope;
        private final @Nullable String localId;
        private final @Nullable EntityId sentId;

        Reading(JsonNode item, Caller caller) {
            this.item = item;
            this.caller = caller;
            this.envelope = new ItemEnvelope(item, errors);
            this.localId = envelope.localId();
            this.sentId = envelope.entityId();
        }

        IncomingItem read(boolean mayBeLarge) {
            if (mayBeLarge && item.toString().getBytes(StandardCharsets.UTF_8).length > settings.maxItemBytes()) {
                return invalid(
                        ErrorCode.PAYLOAD_TOO_LARGE, "an item may have at most " + settings.maxItemBytes() + " bytes");
            }
            var mutationId = envelope.mutationId();
            var typeName = envelope.entityType();
            var operation = envelope.operation();
            var projectId = envelope.projectId();
            var baseVersion = envelope.baseVersion();
            var priority = envelope.priority();
            var timestamp = envelope.clientTimestamp();
            var checksum = envelope.checksum();
            var data = envelope.data();
            var type = Optional.ofNullable(typeName).flatMap(catalog::find).orElse(null);
            if (operation != null) {
                checkIds(operation);
                checkBase(operation, baseVersion);
                checkData(operation, data, type);
                if (operation == Operation.CREATE && projectId == null && !names("projectId")) {
                    errors.add(new FieldError("projectId", "is required to create an entity"));
                }
                checkHome(type, projectId);
            }
            if (typeName != null && type == null && errors.isEmpty()) {
                return invalid(ErrorCode.UNKNOWN_ENTITY_TYPE, "no entity type is called " + typeName);
            }
            var canonical = data == null || operation == Operation.DELETE ? NO_DATA : canonical(data);
            if (checksum != null && canonical.length > 0 && !matches(checksum, canonical)) {
                return invalid(ErrorCode.CHECKSUM_MISMATCH, "data is not what the checksum was made of");
            }
            if (!errors.isEmpty() || mutationId == null || type == null || operation == null) {
                return invalid();
            }
            if (checksum == null && settings.checksumRequired() && operation != Operation.DELETE) {
                errors.add(new FieldError("checksum", "is required by this server"));
                return invalid();
            }
            var entityId = entityId();
            var references = new LocalReferences(caller.deviceId(), entityId);
            if (operation != Operation.CREATE && sentId == null) {
                references.await(entityId);
            }
            var home = projectId == null ? null : references.project(projectId);
            var fields = data == null
                    ? Map.<String, @Nullable Object>of()
                    : references.resolve(type, JsonValues.object(data));
            return new IncomingItem.Valid(
                    labels(),
                    new Mutation(
                            mutationId,
                            CanonicalJson.contentDigest(head(type.name(), operation, entityId, baseVersion), canonical),
                            type.name(),
                            operation,
                            entityId,
                            localId,
                            home,
                            baseVersion,
                            operation == Operation.DELETE ? Map.of() : fields,
                            heldToArrival(timestamp),
                            caller,
                            DerivedIds.conflict(entityId, mutationId),
                            references.referred(),
                            references.awaited(),
                            false),
                    priority);
        }

        private byte[] canonical(JsonNode data) {
            // What is not valid may not have a canonical form either.
            return errors.isEmpty() ? CanonicalJson.bytes(data) : NO_DATA;
        }

        private boolean matches(String checksum, byte[] canonical) {
            return checksum.toLowerCase(Locale.ROOT).equals(CanonicalJson.checksum(canonical));
        }

        private void checkIds(Operation operation) {
            if (operation == Operation.CREATE
                    && (sentId == null) == (localId == null)
                    && !names("entityId", "localId")) {
                errors.add(new FieldError("entityId", "a creation has either an entityId or a localId"));
            } else if (sentId == null && localId == null && !names("entityId", "localId")) {
                errors.add(new FieldError("entityId", "an entityId or a localId is required"));
            } else if (sentId != null
                    && localId != null
                    && !sentId.equals(DerivedIds.entity(caller.deviceId(), localId))) {
                errors.add(new FieldError("localId", "names another entity than entityId"));
            }
        }

        private void checkBase(Operation operation, long baseVersion) {
            if (operation == Operation.CREATE && baseVersion != 0) {
                errors.add(new FieldError("baseVersion", "must be absent for a creation"));
            } else if (operation != Operation.CREATE && baseVersion == 0 && !names("baseVersion")) {
                errors.add(new FieldError("baseVersion", "is required: the version that the edit was made on"));
            }
        }

        private void checkData(Operation operation, @Nullable JsonNode data, @Nullable EntityType type) {
            if (operation == Operation.DELETE) {
                return;
            }
            if (data == null) {
                if (!names("data")) {
                    errors.add(new FieldError("data", "is required"));
                }
            } else if (type != null) {
                errors.addAll(type.validate(data, operation == Operation.CREATE));
            }
        }

        private void checkHome(@Nullable EntityType type, @Nullable String projectId) {
            if (type == null || projectId == null) {
                return;
            }
            if (type.home() == Home.ORG && !projectId.equals(Projects.ORG)) {
                errors.add(new FieldError("projectId", "a " + type.name() + " lives in \"org\""));
            }
            if (type.home() == Home.SELF && (sentId != null || localId != null) && !isOwn(projectId)) {
                errors.add(new FieldError("projectId", "of a " + type.name() + " is its own id"));
            }
        }

        private boolean isOwn(String projectId) {
            return projectId.equals(localId) || projectId.equals(entityId().toString());
        }

        private boolean names(String... fields) {
            return errors.stream().anyMatch(error -> List.of(fields).contains(error.field()));
        }

        private EntityId entityId() {
            return sentId != null ? sentId : DerivedIds.entity(caller.deviceId(), Objects.requireNonNull(localId));
        }

        private Instant heldToArrival(@Nullable Instant timestamp) {
            var arrival = clock.instant();
            return timestamp == null || timestamp.isAfter(arrival) ? arrival : timestamp;
        }

        private IncomingItem invalid() {
            var first = errors.get(0);
            return invalid(ErrorCode.INVALID_INPUT, first.field() + ": " + first.message());
        }

        private IncomingItem invalid(ErrorCode error, String message) {
            return new IncomingItem.Invalid(labels(), error, message, List.copyOf(errors));
        }

        private IncomingItem.Labels labels() {
            var id = sentId != null || localId != null ? entityId().toString() : null;
            return new IncomingItem.Labels(text("mutationId"), text("entityType"), id, localId);
        }

        private @Nullable String text(String name) {
            var node = item.path(name);
            return node.isString() ? node.stringValue() : null;
        }
    }
}
