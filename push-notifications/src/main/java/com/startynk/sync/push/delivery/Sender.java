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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands claimed messages over to Expo, in as few requests as its rules allow, and says of each what became of it. Whoever dies
 * in here leaves messages that are taken or being sent, which the sweep then finds.
 */
final class Sender {

    private static final Logger log = LoggerFactory.getLogger(Sender.class);

    /** What one phone's error says about its project, and not about the phone. */
    private static final String CREDENTIALS = "InvalidCredentials";

    /** The last two may be mended, and are the matter of one token: it may come from an app that is not ours. */
    private static final Set<String> PASSING =
            Set.of("MessageRateExceeded", "ExpoError", "ProviderError", "InvalidProviderToken", "MismatchSenderId");

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

    /** Notes down durably that messages are being sent, before they are. */
    interface Beginning {

        /** The numbers of those that may be; somebody else has the others by now. */
        Set<Long> of(List<Claimed> messages);
    }

    /** A message, and what Expo is to be given. */
    private record Written(Claimed message, PushMessage text) {}

    /** What a round of sending has brought, and what was learnt on the way. */
    static final class Round {

        private final List<Result> results = new ArrayList<>();
        private final Map<String, String> projects = new LinkedHashMap<>();
        private final Map<String, Long> unread;
        private final Beginning beginning;
        private int requests;

        private Round(Map<String, Long> unread, Beginning beginning) {
            this.unread = unread;
            this.beginning = beginning;
        }

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
     * @param beginning hears of messages just before they go; those that it leaves out have no result
     */
    Round send(List<Claimed> messages, Map<String, Long> unread, Beginning beginning) throws InterruptedException {
        var round = new Round(unread, beginning);
        var now = clock.instant();
        var byProject = new LinkedHashMap<String, List<Claimed>>();
        for (var message : messages) {
            var needless = needless(message, project(message, round), now);
            if (needless != null) {
                round.results.add(needless);
            } else {
                byProject
                        .computeIfAbsent(project(message, round), any -> new ArrayList<>())
                        .add(message);
            }
        }
        for (var group : byProject.values()) {
            send(group, round);
        }
        return round;
    }

    /** Empty where it is not known. */
    private static String project(Claimed message, Round round) {
        var learnt = round.projects.get(message.token());
        return learnt != null ? learnt : message.project() == null ? "" : message.project();
    }

    /** What need not or must not be sent after all. */
    private @Nullable Result needless(Claimed message, String project, Instant now) {
        var owner = message.owner();
        if (owner != null && !owner.equals(message.userId())) {
            return new Result.Failed(message, "TOKEN_MOVED");
        }
        if (owner == null && message.silent()) {
            return new Result.Skipped(message, "TOKEN_GONE");
        }
        if (message.disabled()) {
            return new Result.Failed(message, "DeviceNotRegistered");
        }
        if (message.read() && !message.silent()) {
            return new Result.Skipped(message, "READ");
        }
        if (message.queuedAt().plus(settings.giveUpAfter()).isBefore(now)) {
            return new Result.Failed(message, "TOO_LATE");
        }
        var what = Breaker.key(message.platform(), project);
        return breaker.isOpen(what) ? new Result.Again(message, "CREDENTIALS", breaker.closedFrom(what), false) : null;
    }

    /** Messages of one project, as far as is known. */
    private void send(List<Claimed> messages, Round round) throws InterruptedException {
        var project = project(messages.get(0), round);
        if (breaker.isOpen(Breaker.EVERYTHING)
                || breaker.isOpen(Breaker.key("", project))
                || round.requests >= MOST_REQUESTS) {
            againAll(messages, "NOT_TRIED", null, round);
            return;
        }
        var written = written(messages, round);
        if (written.isEmpty()) {
            return;
        }
        round.requests++;
        var pass = gate.enter(written.size());
        List<Written> begun;
        SendOutcome outcome;
        try {
            var ids = round.beginning.of(written.stream().map(Written::message).toList());
            begun = written.stream()
                    .filter(one -> ids.contains(one.message().id()))
                    .toList();
            if (begun.isEmpty()) {
                return;
            }
            outcome = expo.send(begun.stream().map(Written::text).toList());
        } finally {
            pass.leave();
        }
        learn(begun.stream().map(Written::message).toList(), outcome, project, round);
    }

    private List<Written> written(List<Claimed> messages, Round round) {
        var now = clock.instant();
        var written = new ArrayList<Written>();
        for (var message : messages) {
            try {
                var unread = round.unread.getOrDefault(message.userId(), 0L);
                written.add(new Written(message, writer.write(message, unread, now)));
            } catch (RuntimeException e) {
                log.error("Message {} cannot be written", message.id(), e);
                round.results.add(new Result.Failed(message, "UNWRITABLE"));
            }
        }
        return written;
    }

    private void learn(List<Claimed> messages, SendOutcome outcome, String project, Round round)
            throws InterruptedException {
        if (outcome instanceof SendOutcome.Answered answered) {
            breaker.passed(Breaker.key("", project));
            each(messages, answered.tickets(), (message, ticket) -> {
                if (ticket instanceof Ticket.Accepted) {
                    breaker.passed(Breaker.key(message.platform(), project));
                }
            });
            each(
                    messages,
                    answered.tickets(),
                    (message, ticket) -> round.results.add(result(message, ticket, project)));
        } else if (outcome instanceof SendOutcome.TryLater later) {
            if (later.retryAfter() != null) {
                gate.pause(later.retryAfter());
            }
            againAll(messages, later.error(), later.retryAfter(), round);
        } else if (outcome instanceof SendOutcome.NotLetIn refused) {
            breaker.open(Breaker.key("", project), refused.error());
            againAll(messages, refused.error(), settings.breakTime(), round);
        } else if (outcome instanceof SendOutcome.MixedProjects mixed) {
            apart(messages, mixed.tokensByProject(), round);
        } else if (outcome instanceof SendOutcome.Rejected rejected) {
            halves(messages, rejected.error(), round);
        } else if (outcome instanceof SendOutcome.Unknown unknown) {
            messages.forEach(message -> round.results.add(unknown(message, unknown.error())));
        }
    }

    private static <T> void each(List<Claimed> messages, List<T> answers, BiConsumer<Claimed, T> what) {
        for (var n = 0; n < messages.size(); n++) {
            what.accept(messages.get(n), answers.get(n));
        }
    }

    private Result result(Claimed message, Ticket ticket, String project) {
        if (ticket instanceof Ticket.Accepted accepted) {
            var due = accepted.id() == null ? null : receipts.next(clock.instant(), 0);
            return new Result.Accepted(message, accepted.id(), due);
        }
        var error = ((Ticket.Refused) ticket).error();
        if (error.equals("DeviceNotRegistered")) {
            return new Result.Gone(message, error);
        }
        if (error.equals(CREDENTIALS)) {
            return refused(message, Breaker.key(message.platform(), project));
        }
        return PASSING.contains(error) ? again(message, error, null) : new Result.Failed(message, error);
    }

    /** It goes behind those that wait until then: what may be refused for itself alone must not be what stops them again. */
    private Result refused(Claimed message, String what) {
        var isKnown = !message.platform().isEmpty();
        if (!isKnown || !breaker.open(what, CREDENTIALS)) {
            return again(message, CREDENTIALS, null);
        }
        var notBefore = breaker.closedFrom(what).plus(pauses.after(message.tries(), null));
        return new Result.Again(message, CREDENTIALS, notBefore, false);
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
    private void apart(List<Claimed> messages, Map<String, Set<String>> tokensByProject, Round round)
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
            halves(messages, "PUSH_TOO_MANY_EXPERIENCE_IDS", round);
            return;
        }
        for (var group : groups.values()) {
            send(group, round);
        }
    }

    /** One message spoils a whole request: halving finds it. */
    private void halves(List<Claimed> messages, String error, Round round) throws InterruptedException {
        if (messages.size() == 1) {
            round.results.add(new Result.Failed(messages.get(0), error));
            return;
        }
        var middle = messages.size() / 2;
        send(messages.subList(0, middle), round);
        send(messages.subList(middle, messages.size()), round);
    }
}
