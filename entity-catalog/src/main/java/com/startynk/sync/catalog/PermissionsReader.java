package com.startynk.sync.catalog;

import com.startynk.sync.catalog.declaration.Section;
import com.startynk.sync.protocol.Caller;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads who may do what, and whether that fits the fields. */
final class PermissionsReader {

    private final Section section;
    private final Optional<Section> ownSection;
    private final Permissions permissions;

    PermissionsReader(Section section) {
        this.section = section;
        var roles = new EnumMap<Action, Set<String>>(Action.class);
        for (var action : Action.values()) {
            roles.put(action, roles(section, action.name().toLowerCase(Locale.ROOT)));
        }
        this.ownSection = section.section("own");
        section.refuseOtherKeys();
        this.permissions = new Permissions(roles, ownSection.flatMap(this::own).orElse(null));
    }

    Permissions permissions() {
        return permissions;
    }

    private static Set<String> roles(Section section, String action) {
        if (!section.has(action)) {
            section.problem(action, "'" + action + "' is missing: name the roles, or all, or none");
        }
        return RoleNames.read(section, action).orElse(Set.of());
    }

    private Optional<OwnRule> own(Section own) {
        var field = own.requiredText("field");
        if (!own.has("roles")) {
            own.problem("roles", "'roles' is missing: name those that see only their own");
        }
        var roles = RoleNames.read(own, "roles").orElse(Set.of());
        own.refuseOtherKeys();
        if (roles.contains(Caller.ADMIN)) {
            own.problem("roles", "an ADMIN sees the records of all, or none");
        } else if (own.isSound() && roles.isEmpty()) {
            own.problem("roles", "'roles' must name at least one");
        }
        return field.map(name -> new OwnRule(name, roles));
    }

    /** The fields that are spoken of must be such that the rules can be kept. */
    void check(Home home, Section fieldSection, Map<String, Field> fields) {
        checkReaders(fieldSection, fields);
        var own = permissions.own();
        if (own == null || ownSection.isEmpty() || !ownSection.get().isSound()) {
            return;
        }
        var field = fields.get(own.field());
        if (home == Home.SELF) {
            section.problem("own", "a project has members and no owner");
        } else if (field == null || !field.isOneId()) {
            ownSection.get().problem("field", "'" + own.field() + "' is no field that is one text or one reference");
        } else if (field.readers() != null) {
            ownSection.get().problem("field", "'" + own.field() + "' must be readable for whoever may read the type");
        } else if (field.sensitive()) {
            ownSection
                    .get()
                    .problem("field", "'" + own.field() + "' cannot be sensitive: the server goes by what it holds");
        }
    }

    /** Whoever creates an entity must be able to give what it needs, and nobody sets what he may not read. */
    private void checkReaders(Section fieldSection, Map<String, Field> fields) {
        for (var field : fields.values()) {
            for (var role : new TreeSet<>(permissions.roles(Action.CREATE))) {
                if (field.required() && !field.isReadableBy(Set.of(role))) {
                    fieldSection.problem(
                            field.name(),
                            "'" + field.name() + "' is required, but " + role
                                    + ", who may create, may not read it and so not set it");
                }
            }
        }
    }
}
