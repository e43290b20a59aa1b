package com.startynk.sync.query.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.platform.redis.OwnAnnouncements;
import com.startynk.sync.protocol.conflict.Resolution;
import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.protocol.feed.FeedAnnouncement.ConflictNotice;
import com.startynk.sync.protocol.feed.FeedAnnouncement.Entry;
import com.startynk.sync.protocol.feed.FeedAnnouncement.MembershipChange;
import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.query.membership.MembershipRows.Turn;
import com.startynk.sync.query.platform.RedisBreaker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Says in this process and on Redis what a batch changed. Who misses it finds the gap and asks the feed. */
public final class FeedAnnouncer {

    private static final byte[] CHANNEL = FeedAnnouncement.CHANNEL.getBytes(UTF_8);

    /** One message stays small enough for every reader's buffers, however large the entities are. */
    private static final int MAX_ENTRIES = 200;

    private static final int MAX_DATA = 256 * 1024;

    private final OwnAnnouncements own;
    private final RedisBreaker redis;
    private final JsonMapper json;

    public FeedAnnouncer(OwnAnnouncements own, RedisBreaker redis, JsonMapper json) {
        this.own = own;
        this.redis = redis;
        this.json = json;
    }

    void announce(Projected projected) {
        var detected =
                projected.facts().stream().filter(fact -> !fact.replayed()).flatMap(FeedAnnouncer::notice);
        var conflicts = Stream.concat(detected, projected.resolved().stream())
                .map(notice -> notice.ownedBy(projected.owners().ownerOf(notice.entityId())))
                .toList();
        if (projected.to() > projected.from() || !conflicts.isEmpty()) {
            var messages = messages(projected, conflicts).stream()
                    .map(message -> own.tell(json.writeValueAsBytes(message)))
                    .toList();
            redis.tellLater(commands -> messages.stream()
                    .map(message -> commands.publish(CHANNEL, message))
                    .toList());
        }
    }

    /** A chain: each begins where the one before it ended. */
    static List<FeedAnnouncement> messages(Projected projected, List<ConflictNotice> conflicts) {
        var messages = new ArrayList<FeedAnnouncement>();
        var entries = new ArrayList<Entry>();
        var from = projected.from();
        var size = 0;
        for (var changed : projected.entities()) {
            if (entries.size() == MAX_ENTRIES || size > MAX_DATA) {
                var to = entries.get(entries.size() - 1).position();
                messages.add(message(from, to, entries, projected.turns(), List.of()));
                from = to;
                entries.clear();
                size = 0;
            }
            entries.add(entry(changed, projected.owners()));
            size += changed.row().data().length();
        }
        messages.add(message(from, projected.to(), entries, projected.turns(), conflicts));
        return messages;
    }

    private static FeedAnnouncement message(
            long from, long to, List<Entry> entries, List<Turn> turns, List<ConflictNotice> conflicts) {
        var memberships = new LinkedHashMap<Place, MembershipChange>();
        turns.stream()
                .filter(turn -> turn.position() > from && turn.position() <= to)
                .forEach(turn -> {
                    var change = memberships.computeIfAbsent(
                            new Place(turn.position(), turn.projectId()),
                            place -> new MembershipChange(
                                    place.projectId(), place.position(), new ArrayList<>(), new ArrayList<>()));
                    (turn.in() ? change.added() : change.removed()).add(turn.userId());
                });
        var ordered = memberships.values().stream()
                .sorted((one, other) -> Long.compare(one.position(), other.position()))
                .toList();
        return new FeedAnnouncement(from, to, List.copyOf(entries), ordered, conflicts);
    }

    private record Place(long position, String projectId) {}

    private static Entry entry(Projected.Entry changed, OwnershipTurns owners) {
        var row = changed.row();
        return new Entry(
                row.position(),
                new Change(
                        row.entityType(),
                        row.entityId(),
                        row.projectId(),
                        row.deleted() ? ChangeOperation.DELETE : ChangeOperation.UPSERT,
                        row.version(),
                        changed.entity().shownFields(),
                        new Change.Author(row.userId(), row.deviceId()),
                        row.occurredAt()),
                owners.ownerOf(row.entityId()),
                owners.formerOwnerOf(row.entityId()));
    }

    private static Stream<ConflictNotice> notice(Fact fact) {
        return Stream.ofNullable(fact.event().conflict())
                .map(conflict -> new ConflictNotice(
                        "detected",
                        conflict.conflictId().toString(),
                        fact.entityType(),
                        fact.entityId(),
                        fact.projectId(),
                        conflict.fields().stream().map(ContestedField::field).toList(),
                        Resolution.valueOf(conflict.resolution().name()),
                        fact.userId(),
                        null));
    }
}
