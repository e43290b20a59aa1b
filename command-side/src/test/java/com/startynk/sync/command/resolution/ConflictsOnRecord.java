package com.startynk.sync.command.resolution;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.entity.ConflictResolved;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.conflict.ConflictView;
import com.startynk.sync.protocol.conflict.FindConflict;
import com.startynk.sync.protocol.conflict.Resolution;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;

/** Conflicts as another service keeps them: made of the events, and shown to everybody. */
final class ConflictsOnRecord {

    private final Map<String, ConflictView> views = new ConcurrentHashMap<>();

    void listen(EventBus events, QueryBus queries) {
        events.subscribe(messages -> messages.forEach(this::take));
        queries.subscribe(
                FindConflict.class.getName(),
                ConflictView.class,
                (QueryMessage<?, ConflictView> query) -> find((FindConflict) query.getPayload()));
    }

    private ConflictView find(FindConflict query) {
        var view = views.get(query.conflictId());
        if (view == null) {
            throw new SyncFailure(ErrorCode.NOT_FOUND, "there is no such conflict");
        }
        return view;
    }

    private void take(EventMessage<?> message) {
        if (message.getPayload() instanceof ConflictResolved decision) {
            views.computeIfPresent(
                    decision.conflictId().toString(),
                    (id, view) -> view(view, decision.resolution().name(), message));
        } else if (message.getPayload() instanceof EntityEvent event && event.conflict() != null) {
            var conflict = event.conflict();
            views.put(conflict.conflictId().toString(), view(event, conflict, message));
        }
    }

    private static ConflictView view(EntityEvent event, DetectedConflict conflict, EventMessage<?> message) {
        var pending = conflict.resolution().name().equals("PENDING");
        return new ConflictView(
                conflict.conflictId().toString(),
                text(message, EventMetaData.ENTITY_TYPE),
                event.entityId().toString(),
                text(message, EventMetaData.PROJECT_ID),
                event.mutation().mutationId().toString(),
                conflict.strategy(),
                Resolution.valueOf(conflict.resolution().name()),
                pending ? ConflictView.PENDING : ConflictView.RESOLVED,
                List.of(),
                message.getTimestamp(),
                new ConflictView.Author(text(message, EventMetaData.USER_ID), text(message, EventMetaData.DEVICE_ID)),
                null,
                null);
    }

    private static ConflictView view(ConflictView before, String resolution, EventMessage<?> message) {
        return new ConflictView(
                before.conflictId(),
                before.entityType(),
                before.entityId(),
                before.projectId(),
                before.mutationId(),
                before.strategy(),
                Resolution.valueOf(resolution),
                ConflictView.RESOLVED,
                before.fields(),
                before.detectedAt(),
                before.detectedBy(),
                message.getTimestamp(),
                text(message, EventMetaData.USER_ID));
    }

    private static String text(EventMessage<?> message, String key) {
        return String.valueOf(message.getMetaData().get(key));
    }
}
