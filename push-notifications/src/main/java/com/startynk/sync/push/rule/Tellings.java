package com.startynk.sync.push.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.catalog.NotificationRule;
import com.startynk.sync.push.delivery.Outbox;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.token.PushTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Puts down what rules lead to, each person's in the person's language. */
final class Tellings {

    /** News that is older wakes nobody: a new group that reads from the beginning, or a long outage. */
    private static final Duration NEWS = Duration.ofHours(24);

    private static final int LONGEST_USER_ID = 512;
    private static final int LONGEST_TYPE = 64;

    private final Outbox outbox;
    private final PushTokens tokens;
    private final UnaryOperator<String> projectName;
    private final int perCategory;
    private final JsonMapper json;
    private final Clock clock;

    /**
     * Makes one.
     *
     * @param projectName what a project is called, by its id
     * @param perCategory how many of one category wake a person within an hour, where a rule does not say
     */
    Tellings(
            Outbox outbox,
            PushTokens tokens,
            UnaryOperator<String> projectName,
            int perCategory,
            JsonMapper json,
            Clock clock) {
        this.outbox = outbox;
        this.tokens = tokens;
        this.projectName = projectName;
        this.perCategory = perCategory;
        this.json = json;
        this.clock = clock;
    }

    boolean isNews(Instant at) {
        return at.plus(NEWS).isAfter(clock.instant());
    }

    /** What follows from some happenings, in their order: a later one may take back what an earlier one has brought. */
    void of(List<Happening> happenings) {
        var homes = new Homes(
                tokens,
                () -> happenings.stream()
                        .flatMap(what -> RuleBook.recipients(what).stream())
                        .collect(Collectors.toSet()));
        var some = new ArrayList<NewNotification>();
        var obsolete = new TreeSet<String>();
        for (var what : happenings) {
            var consequences = RuleBook.of(what, person -> homes.of(person).zone());
            for (var rule : consequences.obsolete()) {
                var reason = reason(what, rule);
                some.removeIf(one -> one.scheduledFor() != null && reason.equals(one.reason()));
                obsolete.add(reason);
            }
            for (var telling : consequences.tellings()) {
                if (isPossible(telling.recipient()) && isTimely(what, telling)) {
                    var language = homes.of(telling.recipient()).language();
                    var digest = telling.rule().digest();
                    if (digest == null) {
                        some.add(notification(what, telling, language));
                    } else {
                        gather(what, telling, digest, language);
                    }
                }
            }
        }
        // Nothing of what these happenings bring for such a reason is put down yet.
        outbox.cancelFor(obsolete);
        if (!some.isEmpty()) {
            outbox.put(some);
        }
    }

    /**
     * Something that went wrong with an entity.
     *
     * @param type of the notification
     * @param more arguments of texts and links beside those of the entity
     * @param data that go to the phone
     */
    record Incident(
            NotificationRule rule,
            String type,
            Set<String> recipients,
            Map<String, Object> more,
            Map<String, String> data) {

        /** The same as a type's own rule has it. */
        Incident toldBy(NotificationRule own) {
            return new Incident(own, "", recipients, more, data);
        }
    }

    /** Tells of an incident in one way or several. */
    void of(Happening what, List<Incident> incidents) {
        var homes = new Homes(
                tokens,
                () -> incidents.stream()
                        .flatMap(incident -> incident.recipients().stream())
                        .collect(Collectors.toSet()));
        outbox.put(incidents.stream()
                .flatMap(incident -> incident.recipients().stream()
                        .filter(Tellings::isPossible)
                        .map(recipient -> notification(
                                what, incident, recipient, homes.of(recipient).language())))
                .toList());
    }

    private NewNotification notification(Happening what, Incident incident, String recipient, Locale language) {
        var rule = incident.rule();
        var type = incident.type().isEmpty() ? type(what, rule) : incident.type();
        var arguments = arguments(what, rule, 1);
        arguments.putAll(incident.more());
        var said = Texts.say(rule.texts(), language, arguments);
        return new NewNotification(
                RuleId.of(what.eventId(), type, recipient),
                recipient,
                type,
                rule.category(),
                said.title(),
                said.body(),
                json.writeValueAsString(incident.data()),
                link(rule.deepLink(), arguments),
                Priority.valueOf(rule.urgency().name()),
                rule.atMostOnce(),
                null,
                null,
                null,
                null,
                null,
                perHour(rule),
                what.at());
    }

    private Integer perHour(NotificationRule rule) {
        var own = rule.perHour();
        return own == null ? perCategory : own;
    }

    /** A digest goes out at the end of its window; what comes after that goes into the next one. */
    private void gather(Happening what, RuleBook.Telling telling, Duration window, Locale language) {
        var step = window.toMillis();
        var end = Instant.ofEpochMilli((clock.millis() / step + 1) * step);
        while (!gather(what, telling, end, language)) {
            end = end.plus(window);
        }
    }

    private boolean gather(Happening what, RuleBook.Telling telling, Instant end, Locale language) {
        var rule = telling.rule();
        var type = type(what, rule);
        var id = RuleId.of(what.projectId() + "@" + end, type, telling.recipient());
        return outbox.gather(id, what.entityId(), what.version(), count -> {
            var arguments = arguments(what, rule, count);
            var said = Texts.say(rule.texts(), language, arguments);
            return new NewNotification(
                    id,
                    telling.recipient(),
                    type,
                    rule.category(),
                    said.title(),
                    said.body(),
                    json.writeValueAsString(
                            Map.of("entityType", what.type().name(), "projectId", what.projectId(), "count", count)),
                    link(rule.deepLink(), arguments),
                    Priority.valueOf(rule.urgency().name()),
                    rule.atMostOnce(),
                    null,
                    null,
                    end,
                    null,
                    null,
                    perHour(rule),
                    null);
        });
    }

    private Map<String, Object> arguments(Happening what, NotificationRule rule, int count) {
        var arguments = RuleBook.arguments(what);
        arguments.put("count", count);
        if (rule.texts().values().stream()
                .anyMatch(text -> Texts.argumentsOf(text).contains("project"))) {
            arguments.put("project", projectName.apply(what.projectId()));
        }
        return arguments;
    }

    private static String type(Happening what, NotificationRule rule) {
        var type = what.type().name() + "." + rule.name();
        return type.length() > LONGEST_TYPE ? type.substring(0, LONGEST_TYPE) : type;
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
        var arguments = arguments(what, rule, 1);
        var said = Texts.say(rule.texts(), language, arguments);
        var type = type(what, rule);
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
                RuleId.of(what.entityId(), type, ""),
                null,
                telling.at(),
                reason(what, rule),
                telling.at() == null && what.version() != Happening.NO_VERSION
                        ? what.entityId() + ":" + what.version()
                        : null,
                perHour(rule),
                what.at());
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
}
