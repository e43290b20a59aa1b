package com.startynk.sync.push.delivery;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.NotificationRows;
import com.startynk.sync.push.token.Device;
import com.startynk.sync.push.token.PushTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where notifications are put down, durably, with a message for each device that is to be woken. After the commit sockets and
 * workers are told; should that be lost, the list has it all the same, and the sweep finds the messages.
 */
public final class Outbox {

    private static final Duration HINT_LASTS = Duration.ofSeconds(10);
    private static final int MOST_GATHERED = 1000;
    private static final String MUTED = "MUTED";
    private static final String CAPPED = "CAPPED";

    private final NotificationRows notifications;
    private final DeliveryRows deliveries;
    private final DeliveryLogRows ended;
    private final PushTokens tokens;
    private final PushPolicy policy;
    private final PushQueue queue;
    private final NotificationAnnouncer announcer;
    private final SendingSettings settings;
    private final Clock clock;

    Outbox(
            NotificationRows notifications,
            DeliveryRows deliveries,
            DeliveryLogRows ended,
            PushTokens tokens,
            PushPolicy policy,
            PushQueue queue,
            NotificationAnnouncer announcer,
            SendingSettings settings,
            Clock clock) {
        this.notifications = notifications;
        this.deliveries = deliveries;
        this.ended = ended;
        this.tokens = tokens;
        this.policy = policy;
        this.queue = queue;
        this.announcer = announcer;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Puts notifications down. To be called in a transaction.
     *
     * @return on how many devices each of those wakes somebody that are new and not for later, by id; whoever has been woken too
     *     often is not woken
     */
    public Map<String, Integer> put(List<NewNotification> some) {
        var now = clock.instant();
        var fresh = notifications.insert(some, now);
        return release(fresh.stream().filter(one -> one.scheduledFor() == null).toList(), now);
    }

    /**
     * Puts one down that somebody waits for. To be called in a transaction.
     *
     * @return on how many devices it wakes somebody
     * @throws SyncFailure {@code RATE_LIMITED} when the person has been woken too often; nothing was put down then
     */
    public int putOrRefuse(NewNotification one) {
        var now = clock.instant();
        tokens.lock(one.userId());
        if (!tokens.of(one.userId()).isEmpty() && isFull(one.userId(), now)) {
            throw new SyncFailure(
                    ErrorCode.RATE_LIMITED,
                    "This person has been woken often enough within the hour.",
                    List.of(),
                    Map.of(),
                    Duration.ofMinutes(1));
        }
        return put(List.of(one)).getOrDefault(one.id(), 0);
    }

    private boolean isFull(String userId, Instant now) {
        return wakenings(List.of(userId), now).isFull(userId, now);
    }

    private Wakenings wakenings(Collection<String> userIds, Instant now) {
        return new Wakenings(notifications.wakenings(userIds, now.minus(Wakenings.HOUR)), settings.perHour());
    }

    /**
     * Lets scheduled ones go whose time has come. To be called in a transaction.
     *
     * @return how many
     */
    int releaseDue(int limit) {
        var now = clock.instant();
        var due = notifications.takeDue(now, limit);
        release(due, now);
        return due.size();
    }

    private Map<String, Integer> release(List<NewNotification> some, Instant now) {
        if (some.isEmpty()) {
            return Map.of();
        }
        var userIds = new TreeSet<>(some.stream().map(NewNotification::userId).toList());
        userIds.forEach(tokens::lock);
        var devices = tokens.of(userIds);
        var woken = wakenings(userIds, now);
        var decision = policy.of(userIds, now);
        var counts = new HashMap<String, Integer>();
        var messages = new ArrayList<DeliveryRows.Message>();
        var releases = new LinkedHashMap<NotificationRows.Release, List<String>>();
        for (var one : some) {
            var its = messages(one, devices.getOrDefault(one.userId(), List.of()), decision, woken, now);
            messages.addAll(its);
            var sent =
                    (int) its.stream().filter(DeliveryRows.Message::isToBeSent).count();
            var wakes = first(its.stream().map(DeliveryRows.Message::notBefore)).orElse(now);
            counts.put(one.id(), sent);
            releases.computeIfAbsent(new NotificationRows.Release(sent, wakes), how -> new ArrayList<>())
                    .add(one.id());
        }
        // Most go out in one way, at once to the one phone of each person.
        releases.forEach((how, ids) -> notifications.released(ids, how, now));
        deliveries.insert(messages);
        tell(some, messages, now);
        return counts;
    }

    private List<DeliveryRows.Message> messages(
            NewNotification one, List<Device> devices, PushPolicy.Decision decision, Wakenings woken, Instant now) {
        var wakes = first(devices.stream().map(device -> decision.when(one, device)));
        var capped = wakes.isPresent() && woken.isCapped(one, wakes.get());
        var messages = new ArrayList<DeliveryRows.Message>();
        for (var device : devices) {
            var when = decision.when(one, device);
            var needless = when == null ? MUTED : capped ? CAPPED : null;
            messages.add(new DeliveryRows.Message(
                    one.id(), device, one.atMostOnce(), needless == null ? when : null, needless, now));
        }
        if (!capped) {
            wakes.ifPresent(at -> woken.add(one, at));
        }
        return messages;
    }

    /** A notification counts once, when the first phone of its person rings. */
    private static Optional<Instant> first(Stream<@Nullable Instant> times) {
        return times.flatMap(Stream::ofNullable).min(Comparator.naturalOrder());
    }

    private void tell(List<NewNotification> some, List<DeliveryRows.Message> messages, Instant now) {
        var withMessages = messages.stream()
                .filter(DeliveryRows.Message::isToBeSent)
                .map(DeliveryRows.Message::notificationId)
                .distinct()
                .toList();
        List<Long> ids = withMessages.isEmpty() ? List.of() : deliveries.hint(withMessages, now, now.plus(HINT_LASTS));
        var users = new HashMap<String, String>();
        some.forEach(one -> users.put(one.id(), one.userId()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                queue.offer(ids);
                announcer.tell(users);
            }
        });
    }

    /** Says to workers again what is due, when they were not told or it was lost. To be called in a transaction. */
    void hintDue(int limit) {
        var now = clock.instant();
        var ids = deliveries.hintDue(now, now.plus(HINT_LASTS), queue.isNearlyEmpty(), limit);
        if (!ids.isEmpty()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    queue.offer(ids);
                }
            });
        }
    }

    /**
     * Lets one more entity into a digest that goes out later. To be called in a transaction.
     *
     * @param version of the entity that it tells of
     * @param digest says what it is to say when so many are in it
     * @return whether it still gathers
     */
    public boolean gather(String id, String entityId, long version, IntFunction<NewNotification> digest) {
        var before = notifications.gathered(id);
        if (before.isPresent() && !before.get().open()) {
            return false;
        }
        var changes = before.map(NotificationRows.Gathered::changes)
                .map(ChangeList::of)
                .orElse(ChangeList.EMPTY);
        if (changes.has(entityId) || changes.size() < MOST_GATHERED) {
            var after = changes.with(entityId, version);
            var now = digest.apply(after.size());
            if (before.isEmpty()) {
                put(List.of(now));
            }
            notifications.gather(now, after.text());
        }
        return true;
    }

    /** Takes back what is still to come for reasons that there are no more. To be called in a transaction. */
    public void cancelFor(Collection<String> reasons) {
        notifications.cancelFor(reasons, clock.instant());
    }

    /** What has become of one; null when there is none of this id. */
    public @Nullable DeliveryReport report(String notificationId) {
        return notifications.find(List.of(notificationId)).stream()
                .findFirst()
                .map(one -> new DeliveryReport(one.id(), one.status().name(), ended.report(notificationId)))
                .orElse(null);
    }

    /** Sends nothing more to a device whose session has ended. To be called in a transaction. */
    public void giveUp(String userId, @Nullable String deviceId, Instant until) {
        tokens.forget(userId, deviceId, until);
        sumUp(ended.giveUp(userId, deviceId, "SESSION_ENDED", clock.instant()));
    }

    /** Forgets a person: tokens, messages, and all that the person was told. To be called in a transaction. */
    public void forget(String userId, Instant until) {
        tokens.forget(userId, null, until);
        ended.forget(userId);
        notifications.forget(userId);
    }

    private void sumUp(Collection<String> ids) {
        if (!ids.isEmpty()) {
            notifications.sumUp(new TreeSet<>(ids));
        }
    }
}
