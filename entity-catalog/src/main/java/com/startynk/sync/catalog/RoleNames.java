package com.startynk.sync.catalog;

import com.startynk.sync.catalog.declaration.Section;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Roles as declarations name them: one, a list, {@code all} or {@code none}. */
final class RoleNames {

    private RoleNames() {}

    /** Empty where the key is missing or its value is no text and no list of texts. */
    static Optional<Set<String>> read(Section section, String key) {
        return section.textOrTexts(key).map(named -> roles(section, key, named));
    }

    private static Set<String> roles(Section section, String key, List<String> named) {
        if (named.equals(List.of("all"))) {
            return Permissions.KNOWN_ROLES;
        }
        if (named.equals(List.of("none"))) {
            return Set.of();
        }
        for (var role : named) {
            if (!Permissions.KNOWN_ROLES.contains(role)) {
                section.problem(
                        key,
                        "there is no role '" + role + "', there are "
                                + String.join(", ", new TreeSet<>(Permissions.KNOWN_ROLES))
                                + ", and for itself all or none");
            }
        }
        return Set.copyOf(named);
    }
}
