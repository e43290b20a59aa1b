package com.startynk.sync.push.delivery;

import com.startynk.sync.push.expo.ExpoClient;
import com.startynk.sync.push.expo.PushMessage;
import com.startynk.sync.push.expo.SendOutcome;
import com.startynk.sync.push.expo.Ticket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands claimed messages over to Expo, in as few requests as its rules allow, and says of each what became of it. Whoever dies
 * in here leaves messages that are being sent, which the sweep then finds.
 */
final class Sender {

    /** What one phone's errors say about us, and not about the phone. */
    private static final Set<String> CREDENTIALS =
            Set.of("InvalidCredentials", "InvalidProviderToken", "MismatchSenderId");

    private static final Set<String> PASSING = Set.of("MessageRateExceeded", "ExpoError", "ProviderError");

    /** Nothing more is asked of Expo than this when it is not as we think. */
    private static final int MOST_REQUESTS = 64;

    private final ExpoClient expo;
    private final MessageWriter writer;
    private final SendingGate gate;
    private final Breaker breaker;
    private final ReceiptSchedule receipts;
    private final Pauses pauses;
    private final SendingSettings settings;
    private final Clock clock;

    Sender(
            ExpoClient expo,
            MessageWriter writer,
            SendingGate gate,
            Breaker breaker,
            ReceiptSchedule receipts,
            SendingSettings settings,
            Clock clock) {
        this.expo = expo;
        this.writer = writer;
        this.gate = gate;
        this.breaker = breaker;
        this.receipts = receipts;
        this.pauses = new Pauses(settings.firstPause(), settings.longestPause());
        this.settings = settings;
        this.clock = clock;
    }

    /** What a round of sending has brought, and what was learnt on the way. */
    static final class Round {

        private final List<Result> results = new ArrayList<>();
        private final Map<String, String> projects = new LinkedHashMap<>();
        private int requests;

        List<Result> results() {
            return results;
        }

        /** What has become of messages that nobody needed to send. */
        void add(List<Result> settled) {
            results.addAll(settled);
        }

        /** Expo's project of tokens that it was not known of. */
        Map<String, String> projects() {
            return projects;
        }
    }

    /**
     * Sends each message once at most.
     *
     * @param unread what is unread of each person
     */
    Round send(List<Claimed> messages, Map<String, Long> unread) throws InterruptedException {
        var round = new Round();
        var now = clock.instant();
        var byProject = new LinkedHashMap<String, List<Claimed>>();
        for (var message : messages) {
            var needless = needless(message, now);
            if (needless != null) {
                round.results.add(needless);
            } else {
                var project = message.project() == null ? "" : message.project();
                byProject.computeIfAbsent(project, any -> new ArrayList<>()).add(message);
            }
        }
        for (var group : byProject.values()) {
            send(group, unread, round);
        }
        return round;
    }

    /** What need not or must not be sent after all. */
    private @Nullable Result needless(Claimed message, Instant now) {
        var owner = message.owner();
        if (owner != null && !owner.equals(message.userId())) {
            return new Result.Failed(message, "TOKEN_MOVED");
        }
        if (message.disabled()) {
            return new Result.Failed(message, "DeviceNotRegistered");
        }
        if (message.read()) {
            return new Result.Skipped(message, "READ");
        }
        if (message.queuedAt().plus(settings.giveUpAfter()).isBefore(now)) {
            return new Result.Failed(message, "TOO_LATE");
        }
        return breaker.isOpen(message.platform())
                ? new Result.Again(message, "CREDENTIALS", breaker.closedFrom(message.platform()), false)
                : null;
    }

    private void send(List<Claimed> messages, Map<String, Long> unread, Round round) throws InterruptedException {
        if (breaker.isOpen(Breaker.EVERYTHING) || round.requests >= MOST_REQUESTS) {
            againAll(messages, "NOT_TRIED", null, round);
            return;
        }
        var outcome = call(messages, unread, round);
        if (outcome instanceof SendOutcome.Answered answered) {
            each(messages, answered.tickets(), (message, ticket) -> round.results.add(result(message, ticket)));
        } else if (outcome instanceof SendOutcome.TryLater later) {
            if (later.retryAfter() != null) {
                gate.pause(later.retryAfter());
            }
            againAll(messages, later.error(), later.retryAfter(), round);
        } else if (outcome instanceof SendOutcome.NotLetIn refused) {
            breaker.open(Breaker.EVERYTHING, refused.error());
            againAll(messages, refused.error(), settings.breakTime(), round);
        } else if (outcome instanceof SendOutcome.MixedProjects mixed) {
            apart(messages, mixed.tokensByProject(), unread, round);
        } else if (outcome instanceof SendOutcome.Rejected rejected) {
            halves(messages, rejected.error(), unread, round);
        } else if (outcome instanceof SendOutcome.Unknown unknown) {
            messages.forEach(message -> round.results.add(unknown(message, unknown.error())));
        }
    }

    private SendOutcome call(List<Claimed> messages, Map<String, Long> unread, Round round)
            throws InterruptedException {
        round.requests++;
        var now = clock.instant();
        List<PushMessage> written = messages.stream()
                .map(message -> writer.write(message, unread.getOrDefault(message.userId(), 0L), now))
                .toList();
        var pass = gate.enter(messages.size());
        try {
            return expo.send(written);
        } finally {
            pass.leave();
        }
    }

    private static <T> void each(List<Claimed> messages, List<T> answers, BiConsumer<Claimed, T> what) {
        for (var n = 0; n < messages.size(); n++) {
            what.accept(messages.get(n), answers.get(n));
        }
    }

    private Result result(Claimed message, Ticket ticket) {
        if (ticket instanceof Ticket.Accepted accepted) {
            var due = accepted.id() == null ? null : receipts.next(clock.instant(), 0);
            return new Result.Accepted(message, accepted.id(), due);
        }
        var error = ((Ticket.Refused) ticket).error();
        if (error.equals("DeviceNotRegistered")) {
            return new Result.Gone(message, error);
        }
        if (CREDENTIALS.contains(error)) {
            breaker.open(message.platform(), error);
            return new Result.Again(message, error, breaker.closedFrom(message.platform()), false);
        }
        return PASSING.contains(error) ? again(message, error, null) : new Result.Failed(message, error);
    }

    private void againAll(List<Claimed> messages, String error, @Nullable Duration asked, Round round) {
        messages.forEach(message -> round.results.add(again(message, error, asked)));
    }

    private Result again(Claimed message, String error, @Nullable Duration asked) {
        return new Result.Again(message, error, clock.instant().plus(pauses.after(message.tries(), asked)), false);
    }

    private Result unknown(Claimed message, String error) {
        if (message.atMostOnce() || message.unknownAttempts() + 1 >= settings.unknownTries()) {
            return new Result.Unknown(message, error);
        }
        return new Result.Again(message, error, clock.instant().plus(pauses.after(message.tries(), null)), true);
    }

    /** Each project goes by itself, and is remembered with its tokens. */
    private void apart(
            List<Claimed> messages, Map<String, Set<String>> tokensByProject, Map<String, Long> unread, Round round)
            throws InterruptedException {
        var groups = new LinkedHashMap<String, List<Claimed>>();
        for (var message : messages) {
            var project = tokensByProject.entrySet().stream()
                    .filter(entry -> entry.getValue().contains(message.token()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("");
            if (!project.isEmpty()) {
                round.projects.put(message.token(), project);
            }
            groups.computeIfAbsent(project, any -> new ArrayList<>()).add(message);
        }
        if (groups.size() == 1) {
            halves(messages, "PUSH_TOO_MANY_EXPERIENCE_IDS", unread, round);
            return;
        }
        for (var group : groups.values()) {
            send(group, unread, round);
        }
    }

    /** One message spoils a whole request: halving finds it. */
    private void halves(List<Claimed> messages, String error, Map<String, Long> unread, Round round)
            throws InterruptedException {
        if (messages.size() == 1) {
            round.results.add(new Result.Failed(messages.get(0), error));
            return;
        }
        var middle = messages.size() / 2;
        send(messages.subList(0, middle), unread, round);
        send(messages.subList(middle, messages.size()), unread, round);
    }
}
