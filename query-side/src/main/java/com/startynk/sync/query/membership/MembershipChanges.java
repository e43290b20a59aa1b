package com.startynk.sync.query.membership;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.EntityRevived;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Which events change who is in a project, and to what. */
public final class MembershipChanges {

    private final EntityCatalog catalog;

    public MembershipChanges(EntityCatalog catalog) {
        this.catalog = catalog;
    }

    /** Whether an event may change who is in a project. */
    public boolean in(DomainEventMessage<?> event) {
        if (!(event.getPayload() instanceof EntityEvent payload)) {
            return false;
        }
        var members = membersField(String.valueOf(event.getMetaData().get(EventMetaData.ENTITY_TYPE)));
        return members != null && in(payload, members);
    }

    /** Whether an event sets this field. */
    public boolean in(EntityEvent event, String membersField) {
        if (event instanceof EntityCreated created) {
            return created.fields().containsKey(membersField);
        }
        if (event instanceof EntityChanged changed) {
            return changed.fields().containsKey(membersField);
        }
        if (event instanceof ConflictResolved decision) {
            return decision.fields().containsKey(membersField);
        }
        return event instanceof EntityRevived revived && revived.fields().containsKey(membersField);
    }

    /** The field with the members of a type, if it has one. */
    public @Nullable String membersField(String entityType) {
        return catalog.find(entityType).map(EntityType::membersField).orElse(null);
    }

    /** The members that a project's fields name. */
    public static Set<String> members(Map<String, @Nullable Object> fields, String membersField) {
        var members = new LinkedHashSet<String>();
        if (fields.get(membersField) instanceof List<?> list) {
            list.forEach(member -> {
                if (member instanceof String userId) {
                    members.add(userId);
                }
            });
        }
        return members;
    }
}
