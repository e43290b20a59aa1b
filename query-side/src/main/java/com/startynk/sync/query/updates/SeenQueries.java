package com.startynk.sync.query.updates;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.feed.FindSeen;
import com.startynk.sync.protocol.feed.Seen;
import com.startynk.sync.protocol.updates.UpdatesCursor;
import com.startynk.sync.protocol.updates.UpdatesCursor.Mark;
import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.DeploymentRows;
import com.startynk.sync.query.status.DevicePulls;
import com.startynk.sync.query.status.LastPull;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;

/**
 * Tells other services what devices surely hold. A cursor proves it that the device itself has sent: the one of an answer may
 * have been lost with the answer. Whatever is in doubt is not held: it costs somebody a message too many, and not one too few.
 */
public final class SeenQueries {

    private final DevicePulls pulls;
    private final EntityRows entities;
    private final FeedRows feed;
    private final Access access;
    private final EntityCatalog catalog;
    private final DeploymentRows deployment;

    public SeenQueries(
            DevicePulls pulls,
            EntityRows entities,
            FeedRows feed,
            Access access,
            EntityCatalog catalog,
            DeploymentRows deployment) {
        this.pulls = pulls;
        this.entities = entities;
        this.feed = feed;
        this.access = access;
        this.catalog = catalog;
        this.deployment = deployment;
    }

    @QueryHandler
    Seen handle(FindSeen query) {
        var proofs = new HashMap<Integer, Proof>();
        for (var n = 0; n < query.items().size(); n++) {
            var number = n;
            proof(query.items().get(n)).ifPresent(proof -> proofs.put(number, proof));
        }
        var rows = entities.find(proofs.values().stream()
                .flatMap(proof -> proof.item.versions().keySet().stream())
                .collect(Collectors.toSet()));
        var grants = new HashMap<String, Map<String, Long>>();
        var seen = new HashSet<Integer>();
        proofs.forEach((number, proof) -> {
            if (holdsAll(proof, rows, grants)) {
                seen.add(number);
            }
        });
        return new Seen(seen);
    }

    /** What a device has sent of itself last, where that says something about the changes. */
    private record Proof(FindSeen.Item item, Caller reader, Mark mark) {}

    private Optional<Proof> proof(FindSeen.Item item) {
        return item.versions().isEmpty()
                ? Optional.empty()
                : pulls.lastPull(item.deviceId())
                        .filter(pull -> item.userId().equals(pull.userId()))
                        .filter(pull -> pull.entityTypes().isEmpty()
                                || pull.entityTypes().contains(item.entityType()))
                        .flatMap(pull -> proof(item, pull));
    }

    private Optional<Proof> proof(FindSeen.Item item, LastPull pull) {
        var reader = new Caller(item.userId(), item.deviceId(), pull.roles(), 0, Long.MAX_VALUE);
        var types = pull.entityTypes().isEmpty() ? catalog.names() : pull.entityTypes();
        var scope = UpdatesCursor.scope(item.userId(), pull.roles(), types);
        return Optional.ofNullable(pull.held())
                .flatMap(cursor -> UpdatesCursor.decode(cursor, deployment.id()))
                .filter(cursor -> cursor.scope() == scope)
                .map(cursor -> cursor.markOf(item.projectId()))
                .map(mark -> new Proof(item, reader, mark));
    }

    private boolean holdsAll(Proof proof, Map<String, EntityRow> rows, Map<String, Map<String, Long>> grants) {
        var item = proof.item();
        return item.versions().entrySet().stream().allMatch(change -> {
            var row = rows.get(change.getKey());
            // What is not projected yet has no place that a cursor could have passed.
            return row != null
                    && row.version() >= change.getValue()
                    && row.entityType().equals(item.entityType())
                    && row.projectId().equals(item.projectId())
                    && access.sees(proof.reader(), item.entityType(), row.entityId(), item.projectId())
                    && hasPassed(proof, row, grants);
        });
    }

    private boolean hasPassed(Proof proof, EntityRow row, Map<String, Map<String, Long>> grants) {
        var place = Math.max(row.position(), granted(proof.reader(), row.projectId(), grants));
        return !Marks.isBefore(proof.mark(), new Mark(place, UUID.fromString(row.entityId())));
    }

    /** What was in a project before its reader stands at the place of his grant. */
    private long granted(Caller reader, String projectId, Map<String, Map<String, Long>> grants) {
        if (reader.isAdmin()) {
            return 0;
        }
        return grants.computeIfAbsent(
                        reader.userId(),
                        user -> feed.horizon(user).standings().stream()
                                .filter(standing -> standing.revoked() == null)
                                .collect(Collectors.toMap(
                                        Standing::projectId, Standing::granted, (one, other) -> Math.max(one, other))))
                .getOrDefault(projectId, Long.MAX_VALUE);
    }
}
