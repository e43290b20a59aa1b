package com.startynk.sync.catalog;

import com.startynk.sync.catalog.declaration.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Makes a field of its declaration. */
final class FieldReader {

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

    /** Members around the data, parameters of lists, and names that mean something to every JavaScript object. */
    static final Set<String> TAKEN = Set.of(
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

    private static final Map<String, FieldKind> KINDS = EntityTypeReader.words(FieldKind.values(), FieldKind::word);
    private static final Map<String, MergeRule> RULES = EntityTypeReader.words(MergeRule.values(), MergeRule::name);

    private final String name;
    private final Section body;
    private final boolean merges;
    private final BiConsumer<Section, String> references;

    /**
     * Reads nothing yet.
     *
     * @param merges whether the type merges, so that a merge rule has a meaning
     * @param references is told which type a field refers to
     */
    FieldReader(String name, Section body, boolean merges, BiConsumer<Section, String> references) {
        this.name = name;
        this.body = body;
        this.merges = merges;
        this.references = references;
    }

    /** Empty where something is wrong. */
    Optional<Field> read() {
        checkName();
        var kind = body.requiredChoice("type", KINDS);
        var required = body.flag("required");
        var list = body.flag("list");
        var merge = body.choice("merge", RULES);
        var values = body.texts("values");
        var target = body.text("references");
        var of = body.choice("of", KINDS);
        var min = body.number("min");
        var max = body.number("max");
        var minLength = body.count("minLength");
        var maxLength = body.count("maxLength");
        var readers = RoleNames.read(body, "read").orElse(Permissions.KNOWN_ROLES);
        var sensitive = body.flag("sensitive");
        var indexed = body.flag("indexed");
        var searchable = body.flag("searchable");
        body.refuseOtherKeys();
        target.ifPresent(type -> references.accept(body, type));
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        var field = new Field(
                name,
                kind.get(),
                required.orElse(false),
                list.orElse(false),
                target.orElse(null),
                merge.orElse(MergeRule.LAST_WRITE),
                values.orElse(List.of()),
                of.orElse(null),
                min.orElse(null),
                max.orElse(null),
                minLength.orElse(0),
                maxLength.orElse(null),
                readers.equals(Permissions.KNOWN_ROLES) ? null : readers,
                sensitive.orElse(false),
                indexed.orElse(false),
                searchable.orElse(false));
        new FieldCheck(field, body).run(merges);
        return body.isSound() ? Optional.of(field) : Optional.empty();
    }

    private void checkName() {
        if (!NAME.matcher(name).matches()) {
            body.problem("'" + name + "' is no name of a field: letters and digits, a small letter first");
        } else if (TAKEN.contains(name)) {
            body.problem("no field can be called '" + name + "': the name has a meaning beside the data");
        }
    }
}
