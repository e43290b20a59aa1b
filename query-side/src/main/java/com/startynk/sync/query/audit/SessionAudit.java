package com.startynk.sync.query.audit;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.session.LoggedIn;
import com.startynk.sync.events.session.LoginRefused;
import com.startynk.sync.events.session.PersonErased;
import com.startynk.sync.events.session.SessionEvent;
import com.startynk.sync.events.session.SessionsEnded;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.platform.axon.StoredEvents.Wanted;
import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.audit.AuditLine.Author;
import com.startynk.sync.query.platform.PageCursor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** The security log: who got in, who did not, and whose sessions were ended. Newest first. */
public final class SessionAudit {

    private static final String LIST = "audit/sessions";
    private static final int MAX_LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 100;

    /** A page that takes longer ends where it is: between events of sessions there may be millions of others. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Wanted SESSIONS = Wanted.of(Arrays.asList(SessionEvent.class.getPermittedSubclasses()));

    private final StoredEvents stored;
    private final Clock clock;

    public SessionAudit(StoredEvents stored, Clock clock) {
        this.stored = stored;
        this.clock = clock;
    }

    /** One page; it may hold fewer than asked for, and yet not be the last. */
    record Page(List<Line> items, @Nullable String nextCursor) {}

    /**
     * An event of sessions.
     *
     * @param type {@code LOGGED_IN}, {@code LOGIN_REFUSED}, {@code SESSIONS_ENDED} or {@code PERSON_ERASED}
     * @param userId null where a name was tried that is nobody's
     * @param deviceId null where all of a user's devices are meant
     * @param network where a refused login came from
     * @param reason why sessions were ended
     * @param by who did it; null where it was the server, or whoever tried to get in
     */
    record Line(
            String eventId,
            String type,
            @Nullable String userId,
            @Nullable String deviceId,
            @Nullable String network,
            @Nullable String reason,
            @Nullable Author by,
            Instant occurredAt) {}

    private record Filter(
            @Nullable String userId,
            @Nullable Instant from,
            @Nullable Instant to) {

        boolean covers(Line line) {
            return (userId == null || userId.equals(line.userId()))
                    && (from == null || !line.occurredAt().isBefore(from))
                    && (to == null || line.occurredAt().isBefore(to));
        }
    }

    Page lines(QueryParameters parameters, Caller reader) {
        AuditAccess.requireAdmin(reader);
        var filter = new Filter(parameters.text("userId"), parameters.instant("from"), parameters.instant("to"));
        if (filter.from() != null && filter.to() != null && filter.to().isBefore(filter.from())) {
            throw SyncFailure.invalid("to", "must not be before from");
        }
        var limit = parameters.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        var cursor = parameters.text("cursor");
        var end = filter.to() == null ? stored.head() : stored.placeAfter(filter.to());
        var place = cursor == null
                ? end + 1
                : (long) PageCursor.decode(cursor, LIST).number(0);
        var first = filter.from() == null ? 1 : Math.max(1, stored.placeBefore(filter.from()));
        var items = new ArrayList<Line>();
        var until = clock.instant().plus(PATIENCE);
        while (place > first && clock.instant().isBefore(until)) {
            var page = stored.before(place, first, SESSIONS);
            for (var message : page.events()) {
                var line = line(message);
                if (filter.covers(line)) {
                    items.add(line);
                }
                if (items.size() == limit) {
                    return new Page(items, cursor(StoredEvents.place(message)));
                }
            }
            place = page.end();
        }
        return new Page(items, place > first ? cursor(place) : null);
    }

    private static String cursor(long place) {
        return PageCursor.of(LIST, Long.toString(place)).encode();
    }

    private static Line line(TrackedEventMessage<?> message) {
        var id = message.getIdentifier();
        var at = message.getTimestamp().truncatedTo(ChronoUnit.MILLIS);
        if (message.getPayload() instanceof LoggedIn in) {
            return new Line(id, "LOGGED_IN", in.userId(), in.deviceId(), null, null, null, at);
        }
        if (message.getPayload() instanceof LoginRefused refused) {
            return new Line(
                    id, "LOGIN_REFUSED", refused.userId(), refused.deviceId(), refused.network(), null, null, at);
        }
        if (message.getPayload() instanceof PersonErased erased) {
            return new Line(id, "PERSON_ERASED", erased.userId(), null, null, null, author(message), at);
        }
        var ended = (SessionsEnded) message.getPayload();
        return new Line(
                id, "SESSIONS_ENDED", ended.userId(), ended.deviceId(), null, ended.reason(), author(message), at);
    }

    private static @Nullable Author author(TrackedEventMessage<?> message) {
        var metaData = message.getMetaData();
        return metaData.get(EventMetaData.USER_ID) instanceof String userId
                        && metaData.get(EventMetaData.DEVICE_ID) instanceof String deviceId
                ? new Author(userId, deviceId)
                : null;
    }
}
