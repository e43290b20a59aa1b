package com.startynk.sync.catalog;

import com.startynk.sync.catalog.declaration.Section;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a field of its declaration. */
final class FieldReader {

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

    /** Members around the data, parameters of lists, and names that mean something to every JavaScript object. */
    private static final Set<String> TAKEN = Set.of(
            "entityType",
            "entityId",
            "localId",
            "projectId",
            "version",
            "deleted",
            "updatedAt",
            "sort",
            "cursor",
            "limit",
            "constructor",
            "prototype");

    private static final Set<FieldKind> VALUES_OF_MAPS =
            EnumSet.of(FieldKind.TEXT, FieldKind.NUMBER, FieldKind.INTEGER, FieldKind.BOOLEAN);

    private final String name;
    private final Section body;
    private final boolean merges;
    private final BiConsumer<Section, String> references;

    /** @param merges whether the type merges, so that a merge rule has a meaning */
    FieldReader(String name, Section body, boolean merges, BiConsumer<Section, String> references) {
        this.name = name;
        this.body = body;
        this.merges = merges;
        this.references = references;
    }

    Optional<Field> read() {
        checkName();
        var declaredKind = body.requiredChoice("type", EntityTypeReader.words(FieldKind.values(), FieldKind::word));
        var required = body.flag("required").orElse(false);
        var list = body.flag("list").orElse(false);
        var declaredMerge = body.choice("merge", EntityTypeReader.words(MergeRule.values(), MergeRule::name));
        var values = body.texts("values");
        var target = body.text("references");
        var of = body.choice("of", EntityTypeReader.words(FieldKind.values(), FieldKind::word));
        var min = body.number("min");
        var max = body.number("max");
        var minLength = body.count("minLength");
        var maxLength = body.count("maxLength");
        body.refuseOtherKeys();
        target.ifPresent(type -> references.accept(body, type));
        if (declaredKind.isEmpty()) {
            return Optional.empty();
        }
        var field = new Field(
                name,
                declaredKind.get(),
                required,
                list,
                target.orElse(null),
                declaredMerge.orElse(MergeRule.LAST_WRITE),
                values.orElse(List.of()),
                of.orElse(null),
                min.orElse(null),
                max.orElse(null),
                minLength.orElse(0),
                maxLength.orElse(null));
        checkKeysFitKind(field.kind());
        checkValues(field);
        checkBounds(field);
        checkMerge(field);
        return body.isSound() ? Optional.of(field) : Optional.empty();
    }

    private void checkName() {
        if (!NAME.matcher(name).matches()) {
            body.problem("'" + name + "' is no name of a field: letters and digits, a small letter first");
        } else if (TAKEN.contains(name)) {
            body.problem("no field can be called '" + name + "': the name has a meaning beside the data");
        }
    }

    private void checkKeysFitKind(FieldKind kind) {
        belongs("values", kind, EnumSet.of(FieldKind.ENUM), true);
        belongs("references", kind, EnumSet.of(FieldKind.REFERENCE), true);
        belongs("of", kind, EnumSet.of(FieldKind.MAP), true);
        belongs("min", kind, EnumSet.of(FieldKind.NUMBER, FieldKind.INTEGER), false);
        belongs("max", kind, EnumSet.of(FieldKind.NUMBER, FieldKind.INTEGER), false);
        belongs("minLength", kind, EnumSet.of(FieldKind.TEXT), false);
        belongs("maxLength", kind, EnumSet.of(FieldKind.TEXT), false);
    }

    private void belongs(String key, FieldKind kind, Set<FieldKind> kinds, boolean needed) {
        if (body.has(key) && !kinds.contains(kind)) {
            body.problem(key, "'" + key + "' means nothing for type " + kind.word());
        } else if (needed && !body.has(key) && kinds.contains(kind)) {
            body.problem("type", "type " + kind.word() + " needs '" + key + "'");
        }
    }

    private void checkValues(Field field) {
        if (field.kind() == FieldKind.ENUM
                && body.has("values")
                && field.values().isEmpty()) {
            body.problem("values", "'values' names at least one");
        }
        var seen = new HashSet<String>();
        for (var value : field.values()) {
            if (!seen.add(value)) {
                body.problem("values", "'" + value + "' is in 'values' twice");
            }
        }
        if (field.of() != null && !VALUES_OF_MAPS.contains(field.of())) {
            body.problem("of", "a map's values are text, number, integer or boolean");
        }
        if (field.kind() == FieldKind.MAP && field.isList()) {
            body.problem("list", "there are no lists of maps: use type object");
        }
    }

    private void checkBounds(Field field) {
        checkOrder("min", field.min(), "max", field.max());
        var maxLength = field.maxLength();
        checkOrder(
                "minLength",
                BigDecimal.valueOf(field.minLength()),
                "maxLength",
                maxLength == null ? null : BigDecimal.valueOf(maxLength));
    }

    private void checkOrder(String lowKey, @Nullable BigDecimal low, String highKey, @Nullable BigDecimal high) {
        if (low != null && high != null && low.compareTo(high) > 0) {
            body.problem(lowKey, "'" + lowKey + "' is above '" + highKey + "'");
        }
    }

    private void checkMerge(Field field) {
        var rule = field.merge();
        if (!body.has("merge")) {
            return;
        }
        if (!merges) {
            body.problem("merge", "a merge rule has no effect without 'strategy: MERGE'");
        } else if (!rule.fits(field.kind(), field.isList())) {
            body.problem("merge", rule + " is for " + rule.domain() + ", not for " + description(field));
        } else {
            breaksBound(field, rule)
                    .ifPresent(key ->
                            body.problem("merge", rule + " cannot keep to '" + key + "': leave one of them out"));
        }
    }

    /** A rule that makes values which nobody sent could make one that nobody may send. */
    private static Optional<String> breaksBound(Field field, MergeRule rule) {
        var bounds = Map.of(MergeRule.SUM, "min or max", MergeRule.APPEND, "maxLength");
        var bounded = rule == MergeRule.SUM ? field.min() != null || field.max() != null : field.maxLength() != null;
        return bounded ? Optional.ofNullable(bounds.get(rule)) : Optional.empty();
    }

    private static String description(Field field) {
        return field.isList()
                ? "a list of type " + field.kind().word()
                : "type " + field.kind().word();
    }
}
