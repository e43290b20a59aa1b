package com.startynk.sync.standalone.audit;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may follow {@code audit} on the command line.
 *
 * @param data where the system keeps its database; null when it is elsewhere, as {@code DATABASE_URL} says
 * @param entity the only entity to look at; null for all
 * @param seal a seal as an earlier look named it, which must still be there
 */
public record AuditOptions(
        @Nullable Path data,
        @Nullable String entity,
        @Nullable String seal) {

    private static final Pattern ENTITY =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern SEAL = Pattern.compile("[0-9]+:[0-9a-f]{80}");

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static AuditOptions parse(List<String> arguments) {
        var rest = new ArrayDeque<>(arguments);
        if (!"verify".equals(rest.pollFirst())) {
            throw new IllegalArgumentException("audit can verify, and nothing else");
        }
        @Nullable Path data = null;
        @Nullable String entity = null;
        @Nullable String seal = null;
        while (!rest.isEmpty()) {
            var name = rest.removeFirst();
            switch (name) {
                case "--data" ->
                    data = Path.of(value(name, rest)).toAbsolutePath().normalize();
                case "--entity" ->
                    entity = value(name, rest, ENTITY, "the id of an entity").toLowerCase(Locale.ROOT);
                case "--seal" -> seal = value(name, rest, SEAL, "a seal as an earlier look named it");
                default -> throw new IllegalArgumentException("unknown option " + name);
            }
        }
        if (entity != null && seal != null) {
            throw new IllegalArgumentException("seals are over all entities, so --seal does not go with --entity");
        }
        return new AuditOptions(data, entity, seal);
    }

    private static String value(String name, ArrayDeque<String> rest) {
        var value = rest.pollFirst();
        if (value == null || value.isEmpty() || value.startsWith("--")) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return value;
    }

    private static String value(String name, ArrayDeque<String> rest, Pattern shape, String what) {
        var value = value(name, rest);
        if (!shape.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " needs " + what);
        }
        return value;
    }
}
