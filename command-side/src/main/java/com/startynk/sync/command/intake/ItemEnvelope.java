package com.startynk.sync.command.intake;

import com.startynk.sync.catalog.schema.ReferenceFormat;
import com.startynk.sync.command.entity.Operation;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.protocol.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the members of an item around its {@code data}, and notes what is wrong with them. */
final class ItemEnvelope {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern CHECKSUM = Pattern.compile("sha256:[0-9a-fA-F]{1,128}");

    private final JsonNode item;
    private final List<FieldError> errors;

    ItemEnvelope(JsonNode item, List<FieldError> errors) {
        this.item = item;
        this.errors = errors;
    }

    @Nullable MutationId mutationId() {
        return required("mutationId", text -> UUID.matcher(text).matches() ? MutationId.of(text) : null, "a UUID");
    }

    @Nullable String entityType() {
        return required("entityType", Function.identity(), "the name of an entity type");
    }

    @Nullable Operation operation() {
        return required("operation", text -> constant(Operation.class, text), "CREATE, UPDATE or DELETE");
    }

    @Nullable EntityId entityId() {
        return optional("entityId", text -> UUID.matcher(text).matches() ? EntityId.of(text) : null, "a UUID");
    }

    @Nullable String localId() {
        return optional("localId", text -> isLocal(text) ? text : null, "an id that begins with \"local:\"");
    }

    /** A UUID in lower case, {@code org}, or a local id. */
    @Nullable String projectId() {
        return optional("projectId", ItemEnvelope::project, "a UUID, \"org\" or a local id");
    }

    Priority priority() {
        var priority = optional("priority", text -> constant(Priority.class, text), "CRITICAL, HIGH, NORMAL or LOW");
        return priority == null ? Priority.NORMAL : priority;
    }

    @Nullable Instant clientTimestamp() {
        return optional("clientTimestamp", ItemEnvelope::instant, "an ISO 8601 date-time with an offset");
    }

    @Nullable String checksum() {
        return optional(
                "checksum",
                text -> CHECKSUM.matcher(text).matches() ? text : null,
                "\"sha256:\" and hexadecimal digits");
    }

    /** The version; 0 when there is none. */
    long baseVersion() {
        var node = item.path("baseVersion");
        if (node.isMissingNode() || node.isNull()) {
            return 0;
        }
        var whole = node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToLong();
        if (!whole || node.longValue() < 1) {
            errors.add(new FieldError("baseVersion", "must be an integer from 1"));
            return 0;
        }
        return node.longValue();
    }

    /** The object; null when there is none. */
    @Nullable JsonNode data() {
        var node = item.path("data");
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isObject()) {
            errors.add(new FieldError("data", "must be an object"));
            return null;
        }
        return node;
    }

    static boolean isLocal(String text) {
        return ReferenceFormat.isLocal(text);
    }

    private static @Nullable String project(String text) {
        if (UUID.matcher(text).matches()) {
            return text.toLowerCase(java.util.Locale.ROOT);
        }
        return text.equals(com.startynk.sync.protocol.Projects.ORG) || isLocal(text) ? text : null;
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String text) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        return null;
    }

    private <T> @Nullable T required(String name, Function<String, @Nullable T> read, String expected) {
        var node = item.path(name);
        if (node.isMissingNode() || node.isNull()) {
            errors.add(new FieldError(name, "is required: " + expected));
            return null;
        }
        return optional(name, read, expected);
    }

    private <T> @Nullable T optional(String name, Function<String, @Nullable T> read, String expected) {
        var node = item.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        var value = node.isString() ? read.apply(node.stringValue()) : null;
        if (value == null) {
            errors.add(new FieldError(name, "must be " + expected));
        }
        return value;
    }
}
