package com.startynk.sync.realtime.relay;

import com.startynk.sync.catalog.Action;
import com.startynk.sync.catalog.EntityCatalog;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The rights that the entity types of a catalog declare. */
public record DeclaredRights(EntityCatalog catalog) implements ReadRights {

    @Override
    public boolean by(Set<String> roles, String entityType) {
        return catalog.find(entityType)
                .filter(type -> type.permits(Action.READ, roles))
                .isPresent();
    }

    @Override
    public boolean onlyOwn(Set<String> roles, String entityType) {
        return catalog.find(entityType)
                .filter(type -> type.permitsOnlyOwn(Action.READ, roles))
                .isPresent();
    }

    @Override
    public Set<String> types() {
        return catalog.names();
    }

    @Override
    public Map<String, Set<String>> hiddenFrom(Set<String> roles) {
        var hidden = new HashMap<String, Set<String>>();
        for (var type : catalog.types()) {
            var fields = type.hiddenFields(roles);
            if (!fields.isEmpty()) {
                hidden.put(type.name(), fields);
            }
        }
        return Map.copyOf(hidden);
    }
}
