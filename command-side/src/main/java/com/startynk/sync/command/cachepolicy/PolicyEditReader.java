package com.startynk.sync.command.cachepolicy;

import com.startynk.sync.catalog.CachePolicy;
import com.startynk.sync.catalog.CachePolicyChange;
import com.startynk.sync.catalog.CacheStrategy;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.SyncFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the body of a change: what is left out stays as it is, what is null becomes as declared. */
final class PolicyEditReader {

    private static final String STALE_SECONDS = "staleSeconds";

    /** As many as are worth telling. */
    private static final int MOST_ERRORS = 20;

    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    private PolicyEditReader(JsonNode body) {
        this.body = body;
    }

    /** @throws SyncFailure {@code INVALID_INPUT} with all that is wrong */
    static PolicyEdit read(JsonNode body) {
        if (!body.isObject()) {
            throw SyncFailure.invalid("body", "must be an object: what is to be changed");
        }
        return new PolicyEditReader(body).edit();
    }

    private PolicyEdit edit() {
        var set = new CachePolicyChange(
                strategy(),
                number(PolicyEdit.TTL_SECONDS, CachePolicy.MAX_TTL.toSeconds()),
                entries(),
                flag(PolicyEdit.COMPRESS),
                flag(PolicyEdit.ENCRYPT));
        refuseOthers();
        if (!errors.isEmpty()) {
            throw SyncFailure.invalid(errors);
        }
        return new PolicyEdit(set, cleared());
    }

    private @Nullable CacheStrategy strategy() {
        var value = value(PolicyEdit.STRATEGY);
        if (value == null) {
            return null;
        }
        var known = Arrays.stream(CacheStrategy.values())
                .filter(one -> value.isString() && one.name().equals(value.stringValue()))
                .findFirst()
                .orElse(null);
        if (known == null) {
            wrong(
                    PolicyEdit.STRATEGY,
                    "must be one of "
                            + Arrays.stream(CacheStrategy.values())
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", ")));
        }
        return known;
    }

    private @Nullable Integer entries() {
        var entries = number(PolicyEdit.MAX_ENTRIES, CachePolicy.MAX_ENTRIES);
        return entries == null ? null : entries.intValue();
    }

    private @Nullable Long number(String name, long most) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= 1
                && value.longValue() <= most) {
            return value.longValue();
        }
        wrong(name, "must be a whole number from 1 to " + most);
        return null;
    }

    private @Nullable Boolean flag(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        wrong(name, "must be true or false");
        return null;
    }

    private void refuseOthers() {
        body.propertyNames().stream()
                .filter(name -> !PolicyEdit.MEMBERS.contains(name))
                .limit(MOST_ERRORS)
                .forEach(name -> wrong(
                        name,
                        name.equals(STALE_SECONDS)
                                ? "follows from strategy and ttlSeconds"
                                : "is nothing that a policy has"));
    }

    private Set<String> cleared() {
        var cleared = new HashSet<>(PolicyEdit.MEMBERS);
        cleared.removeIf(name -> !body.path(name).isNull());
        return cleared;
    }

    /** Null where it is absent or null. */
    private @Nullable JsonNode value(String name) {
        var value = body.path(name);
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    private void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }
}
