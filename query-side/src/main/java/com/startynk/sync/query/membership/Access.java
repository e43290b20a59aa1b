package com.startynk.sync.query.membership;

import com.startynk.sync.catalog.Action;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.OwnerKey;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.ownership.OwnershipRows;
import com.startynk.sync.query.ownership.Sight;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who may read what. */
public final class Access {

    private static final int UUID_LENGTH = 36;

    private final EntityCatalog catalog;
    private final MembershipFacts memberships;
    private final OwnershipRows ownerships;

    public Access(EntityCatalog catalog, MembershipFacts memberships, OwnershipRows ownerships) {
        this.catalog = catalog;
        this.memberships = memberships;
        this.ownerships = ownerships;
    }

    /**
     * The type that a URL names.
     *
     * @throws SyncFailure {@code UNKNOWN_ENTITY_TYPE}, or {@code FORBIDDEN} when the caller's roles may not read it
     */
    public EntityType readable(String entityType, Caller caller) {
        var type = catalog.find(entityType).orElseThrow(() -> unknownType(entityType));
        if (!type.permits(Action.READ, caller.roles())) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "your roles may not read " + entityType);
        }
        return type;
    }

    /** What the caller may see of the projects that he is in. */
    public Sight sight(Caller caller) {
        return Sight.of(caller, catalog);
    }

    /** Whether the caller may see an entity: he is in its project, his roles read its type, and if need be it is his own. */
    public boolean sees(Caller caller, String entityType, String entityId, String projectId) {
        return isMember(caller, projectId)
                && catalog.find(entityType)
                        .filter(type -> type.permits(Action.READ, caller.roles()))
                        .filter(type -> !type.permitsOnlyOwn(Action.READ, caller.roles())
                                || ownerships.isOwn(entityId, OwnerKey.of(caller.userId())))
                        .isPresent();
    }

    /** By type, the fields that the caller's roles may not read; a type all of whose fields they read is not in it. */
    public Map<String, Set<String>> hiddenFields(Caller caller) {
        var hidden = new HashMap<String, Set<String>>();
        for (var type : catalog.types()) {
            var fields = type.hiddenFields(caller.roles());
            if (!fields.isEmpty()) {
                hidden.put(type.name(), fields);
            }
        }
        return hidden;
    }

    public boolean isMember(Caller caller, String projectId) {
        return caller.isAdmin() || projectsOf(caller).contains(projectId);
    }

    /** The caller's projects; of an admin, who is in all, those that name him. */
    public Set<String> projectsOf(Caller caller) {
        return memberships.of(caller.userId()).projectIds();
    }

    /**
     * Lets a caller name a project.
     *
     * @throws SyncFailure {@code FORBIDDEN}, whether it exists or not; for an admin {@code NOT_FOUND} when it does not
     */
    public void requireProject(Caller caller, String projectId) {
        if (caller.isAdmin()) {
            if (!memberships.exists(projectId)) {
                throw new SyncFailure(ErrorCode.NOT_FOUND, "there is no such project");
            }
        } else if (!isMember(caller, projectId)) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "you are not in this project");
        }
    }

    /**
     * An id of a URL in the form in which ids are kept.
     *
     * @throws SyncFailure {@code NOT_FOUND} when it is no UUID
     */
    public static String id(String text) {
        try {
            // UUID.fromString takes shortened groups as well
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text).toString();
            }
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
        throw notFound();
    }

    public static SyncFailure notFound() {
        return new SyncFailure(ErrorCode.NOT_FOUND, "there is nothing of this id that you may see");
    }

    private static SyncFailure unknownType(String entityType) {
        var shown = entityType
                .chars()
                .limit(64)
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.joining());
        return new SyncFailure(ErrorCode.UNKNOWN_ENTITY_TYPE, "no entity type is named " + shown);
    }
}
