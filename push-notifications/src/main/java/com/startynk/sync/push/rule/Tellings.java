package com.startynk.sync.push.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.catalog.NotificationRule;
import com.startynk.sync.push.delivery.Outbox;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.token.Device;
import com.startynk.sync.push.token.PushTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Puts down what rules lead to, each person's in the person's language. */
final class Tellings {

    /** News that is older wakes nobody: a new group that reads from the beginning, or a long outage. */
    private static final Duration NEWS = Duration.ofHours(24);

    private static final int LONGEST_USER_ID = 512;

    private final Outbox outbox;
    private final PushTokens tokens;
    private final JsonMapper json;
    private final Clock clock;

    Tellings(Outbox outbox, PushTokens tokens, JsonMapper json, Clock clock) {
        this.outbox = outbox;
        this.tokens = tokens;
        this.json = json;
        this.clock = clock;
    }

    boolean isNews(Instant at) {
        return at.plus(NEWS).isAfter(clock.instant());
    }

    /** What follows from some happenings, in their order: a later one may take back what an earlier one has brought. */
    void of(List<Happening> happenings) {
        var homes = new HashMap<String, Home>();
        var some = new ArrayList<NewNotification>();
        for (var what : happenings) {
            var consequences = RuleBook.of(what, person -> home(person, homes).zone());
            for (var rule : consequences.obsolete()) {
                var reason = reason(what, rule);
                some.removeIf(one -> one.scheduledFor() != null && reason.equals(one.reason()));
                outbox.cancelFor(reason);
            }
            consequences.tellings().stream()
                    .filter(telling -> isPossible(telling.recipient()) && isTimely(what, telling))
                    .map(telling -> notification(
                            what, telling, home(telling.recipient(), homes).language()))
                    .forEach(some::add);
        }
        if (!some.isEmpty()) {
            outbox.put(some);
        }
    }

    private boolean isTimely(Happening what, RuleBook.Telling telling) {
        return telling.at() == null ? isNews(what.at()) : telling.at().isAfter(clock.instant());
    }

    static boolean isPossible(String userId) {
        return !userId.isEmpty() && userId.getBytes(UTF_8).length <= LONGEST_USER_ID;
    }

    private static String reason(Happening what, NotificationRule rule) {
        return what.entityId() + ":" + rule.name();
    }

    private NewNotification notification(Happening what, RuleBook.Telling telling, Locale language) {
        var rule = telling.rule();
        var arguments = RuleBook.arguments(what);
        var said = Texts.say(rule.texts(), language, arguments);
        var type = what.type().name() + "." + rule.name();
        return new NewNotification(
                RuleId.of(what.eventId(), type, telling.recipient()),
                telling.recipient(),
                type,
                rule.category(),
                said.title(),
                said.body(),
                json.writeValueAsString(Map.of(
                        "entityType", what.type().name(), "entityId", what.entityId(), "projectId", what.projectId())),
                link(rule.deepLink(), arguments),
                Priority.valueOf(rule.urgency().name()),
                rule.atMostOnce(),
                rule.name() + ":" + what.entityId(),
                null,
                telling.at(),
                reason(what, rule));
    }

    private static @Nullable String link(@Nullable String pattern, Map<String, Object> arguments) {
        var link = pattern;
        if (link != null) {
            for (var argument : arguments.entrySet()) {
                link = link.replace(
                        "{" + argument.getKey() + "}", argument.getValue().toString());
            }
        }
        return link;
    }

    /** Where and how a person lives, by the phone that registered last. */
    record Home(Locale language, ZoneId zone) {}

    private Home home(String userId, Map<String, Home> known) {
        return known.computeIfAbsent(userId, this::home);
    }

    Home home(String userId) {
        List<Device> devices = tokens.of(userId);
        return devices.isEmpty()
                ? new Home(Locale.ENGLISH, ZoneOffset.UTC)
                : new Home(devices.get(0).language(), devices.get(0).zone());
    }
}
