package com.startynk.sync.query.audit;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.entity.ShownFields;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.projection.Fact;

/** Who may look back, and at what: admins and the managers of a project, at what they may read of it. */
public final class AuditAccess {

    private final Access access;
    private final EntityStreams streams;
    private final ShownFields shown;
    private final ReadBarrier barrier;
    private final QuerySettings settings;

    public AuditAccess(
            Access access, EntityStreams streams, ShownFields shown, ReadBarrier barrier, QuerySettings settings) {
        this.shown = shown;
        this.access = access;
        this.streams = streams;
        this.barrier = barrier;
        this.settings = settings;
    }

    /** An entity that a reader may look back at. */
    record Subject(EntityType type, String entityId, String projectId, ShownValues values) {}

    /**
     * What a URL names.
     *
     * @throws SyncFailure {@code FORBIDDEN} whatever the id where his roles do not suffice, {@code NOT_FOUND} where there is
     *     nothing that he may see
     */
    Subject subject(String entityType, String id, Caller reader) {
        var type = access.readable(entityType, reader);
        requireManager(reader);
        var entityId = Access.id(id);
        // Whose it is, the read model says.
        barrier.awaitEntity(entityId, settings.consistentWait());
        var creation = streams.first(entityId).orElseThrow(Access::notFound);
        if (!(creation.event() instanceof EntityCreated)
                || !creation.entityType().equals(entityType)
                || !sees(reader, creation)) {
            throw Access.notFound();
        }
        return new Subject(type, entityId, creation.projectId(), values(type, entityId, reader));
    }

    /** How this reader sees the values of an entity. */
    ShownValues values(EntityType type, String entityId, Caller reader) {
        return new ShownValues(type, entityId, reader, shown);
    }

    boolean sees(Caller reader, Fact fact) {
        return access.sees(reader, fact.entityType(), fact.entityId(), fact.projectId());
    }

    boolean isMember(Caller reader, String projectId) {
        return access.isMember(reader, projectId);
    }

    /** Lets him name a project, and look back at it. */
    void requireProject(Caller reader, String projectId) {
        access.requireProject(reader, projectId);
    }

    static void requireManager(Caller reader) {
        if (!reader.managesProjects()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "the audit is for admins and the project's managers");
        }
    }

    static void requireAdmin(Caller reader) {
        if (!reader.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "this is for admins");
        }
    }
}
