package com.startynk.sync.query.projection;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.protocol.conflict.ConflictView;
import com.startynk.sync.protocol.conflict.ConflictView.ContestedField;
import com.startynk.sync.protocol.conflict.Resolution;
import com.startynk.sync.protocol.feed.FeedAnnouncement.ConflictNotice;
import com.startynk.sync.query.conflict.ConflictFields;
import com.startynk.sync.query.conflict.ConflictRow;
import com.startynk.sync.query.conflict.ConflictRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the record of conflicts: met, and decided. What is decided stays so: a replay finds nothing that waits. */
public final class ConflictLog {

    private final ConflictRows rows;
    private final ConflictFields fields;
    private final JsonMapper json;

    public ConflictLog(ConflictRows rows, JsonMapper json) {
        this.rows = rows;
        this.fields = new ConflictFields(json);
        this.json = json;
    }

    /** Answers what to tell of those that people have decided, where nobody has been told yet. */
    List<ConflictNotice> write(List<Fact> facts, List<Decided> decisions) {
        rows.save(facts.stream().flatMap(this::detected).toList());
        var pending = rows.pending(decisions.stream().map(Decided::conflictId).toList()).stream()
                .collect(Collectors.toMap(ConflictRow::conflictId, Function.identity()));
        var notices = new ArrayList<ConflictNotice>();
        for (var decision : decisions) {
            var row = pending.get(decision.conflictId());
            if (row != null) {
                var contested = fields.read(row);
                var resolved = resolved(row, decision, contested);
                rows.resolve(resolved);
                if (!decision.fact().replayed()) {
                    notices.add(notice(resolved, contested));
                }
            }
        }
        return notices;
    }

    List<ConflictRow> wrong(List<ConflictRow> conflicts) {
        return rows.wrong(conflicts);
    }

    void correct(List<ConflictRow> conflicts) {
        rows.correct(conflicts);
    }

    /** What an event's conflict is on record as when it is met. */
    Optional<ConflictRow> met(Fact fact) {
        return detected(fact).findFirst();
    }

    /** The same after a person's decision. */
    ConflictRow decided(ConflictRow row, Decided decision) {
        return resolved(row, decision, fields.read(row));
    }

    private ConflictRow resolved(ConflictRow row, Decided decision, List<ContestedField> contested) {
        return row.resolved(
                decision.event().resolution().name(),
                fields.merged(contested, decision.state()),
                decision.fact().at(),
                decision.fact().userId());
    }

    private static ConflictNotice notice(ConflictRow row, List<ContestedField> contested) {
        return new ConflictNotice(
                "resolved",
                row.conflictId(),
                row.entityType(),
                row.entityId(),
                row.projectId(),
                contested.stream().map(ContestedField::field).toList(),
                Resolution.valueOf(row.resolution()),
                row.userId(),
                null);
    }

    private Stream<ConflictRow> detected(Fact fact) {
        return Stream.ofNullable(fact.event().conflict()).map(conflict -> {
            var pending = conflict.resolution() == ConflictResolution.PENDING;
            return new ConflictRow(
                    conflict.conflictId().toString(),
                    fact.entityType(),
                    fact.entityId(),
                    fact.projectId(),
                    fact.event().mutation().mutationId().toString(),
                    conflict.strategy(),
                    conflict.resolution().name(),
                    pending ? ConflictView.PENDING : ConflictView.RESOLVED,
                    json.writeValueAsString(conflict.fields()),
                    fact.at(),
                    fact.userId(),
                    fact.deviceId(),
                    pending ? null : fact.at(),
                    null);
        });
    }
}
