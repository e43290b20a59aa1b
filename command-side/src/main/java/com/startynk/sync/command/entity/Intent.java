package com.startynk.sync.command.entity;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.protocol.Caller;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** What is decided in the lane of its entity's project: a device's mutation, a person's decision of a conflict, or an erasure. */
public sealed interface Intent permits Mutation, Decision, Erasure {

    MutationId id();

    String entityType();

    EntityId entityId();

    /** The project in which the entity lives, where it is known already. */
    @Nullable String projectId();

    Caller caller();

    /** Whether it brings its entity into being. */
    default boolean creates() {
        return false;
    }

    /** Whose the event is, and where it belongs. */
    default MetaData metaData(String home) {
        return MetaData.with(EventMetaData.USER_ID, caller().userId())
                .and(EventMetaData.DEVICE_ID, caller().deviceId())
                .and(EventMetaData.PROJECT_ID, home)
                .and(EventMetaData.ENTITY_TYPE, entityType());
    }
}
