package com.startynk.sync.query.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.cachepolicy.CachePolicyChanged;
import com.startynk.sync.events.cachepolicy.CachePolicyEvent;
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
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/** The security log: who got in, who did not, whose sessions were ended, and what admins changed. Newest first. */
public final class SessionAudit {

    private static final String LIST = "audit/sessions";
    private static final int MAX_LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 100;

    /** A page that takes longer ends where it is: between events of sessions there may be millions of others. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Wanted SECURITY = Wanted.of(Stream.of(SessionEvent.class, CachePolicyEvent.class)
            .<Class<?>>flatMap(family -> Stream.of(family.getPermittedSubclasses()))
            .toList());

    private final StoredEvents stored;
    private final Clock clock;

    public SessionAudit(StoredEvents stored, Clock clock) {
        this.stored = stored;
        this.clock = clock;
    }

    /** One page; it may hold fewer than asked for, and yet not be the last. */
    record Page(List<Line> items, @Nullable String nextCursor) {}

    /**
     * An event of the log.
     *
     * @param type {@code LOGGED_IN}, {@code LOGIN_REFUSED}, {@code SESSIONS_ENDED}, {@code PERSON_ERASED}, {@code
     *     CACHE_POLICY_CHANGED} or {@code CACHE_POLICY_RESET}
     * @param userId null where a name was tried that is nobody's, and where it is about no person
     * @param deviceId null where all of a user's devices are meant
     * @param network where a refused login came from
     * @param reason why sessions were ended
     * @param policy what of a cache policy is other than declared since
     * @param by who did it; null where it was the server, or whoever tried to get in
     */
    record Line(
            String eventId,
            String type,
            @Nullable String userId,
            @Nullable String deviceId,
            @Nullable String network,
            @Nullable String reason,
            @Nullable Policy policy,
            @Nullable Author by,
            Instant occurredAt) {

        private static Line about(
                TrackedEventMessage<?> message,
                String type,
                @Nullable String userId,
                @Nullable String deviceId,
                @Nullable String network,
                @Nullable String reason,
                @Nullable Policy policy) {
            return new Line(
                    message.getIdentifier(),
                    type,
                    userId,
                    deviceId,
                    network,
                    reason,
                    policy,
                    author(message),
                    message.getTimestamp().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    /** A changed policy; a null is as declared. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Policy(
            String entityType,
            @Nullable String strategy,
            @Nullable Long ttlSeconds,
            @Nullable Integer maxEntries,
            @Nullable Boolean compress,
            @Nullable Boolean encrypt) {}

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
            var page = stored.before(place, first, SECURITY);
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
        return message.getPayload() instanceof CachePolicyEvent change
                ? policyLine(message, change)
                : sessionLine(message, (SessionEvent) message.getPayload());
    }

    private static Line sessionLine(TrackedEventMessage<?> message, SessionEvent event) {
        if (event instanceof LoggedIn in) {
            return Line.about(message, "LOGGED_IN", in.userId(), in.deviceId(), null, null, null);
        }
        if (event instanceof LoginRefused refused) {
            return Line.about(
                    message, "LOGIN_REFUSED", refused.userId(), refused.deviceId(), refused.network(), null, null);
        }
        if (event instanceof PersonErased erased) {
            return Line.about(message, "PERSON_ERASED", erased.userId(), null, null, null, null);
        }
        var ended = (SessionsEnded) event;
        return Line.about(message, "SESSIONS_ENDED", ended.userId(), ended.deviceId(), null, ended.reason(), null);
    }

    private static Line policyLine(TrackedEventMessage<?> message, CachePolicyEvent event) {
        if (event instanceof CachePolicyChanged changed) {
            var policy = new Policy(
                    changed.entityType(),
                    changed.strategy(),
                    changed.ttlSeconds(),
                    changed.maxEntries(),
                    changed.compress(),
                    changed.encrypt());
            return Line.about(message, "CACHE_POLICY_CHANGED", null, null, null, null, policy);
        }
        var policy = new Policy(event.entityType(), null, null, null, null, null);
        return Line.about(message, "CACHE_POLICY_RESET", null, null, null, null, policy);
    }

    private static @Nullable Author author(TrackedEventMessage<?> message) {
        var metaData = message.getMetaData();
        return metaData.get(EventMetaData.USER_ID) instanceof String userId
                        && metaData.get(EventMetaData.DEVICE_ID) instanceof String deviceId
                ? new Author(userId, deviceId)
                : null;
    }
}
