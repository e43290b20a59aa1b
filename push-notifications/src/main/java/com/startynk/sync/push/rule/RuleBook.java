package com.startynk.sync.push.rule;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.FieldKind;
import com.startynk.sync.catalog.NotificationRule;
import com.startynk.sync.catalog.NotificationRule.Occasion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decides by the declared rules who is to be told of what. Looks at nothing but what it is given. */
final class RuleBook {

    /** Arguments of every text, beside the type's fields. */
    private static final Set<String> ALWAYS = Set.of("id", "projectId", "project", "count", "type");

    /** What conflicts and refusals can be told with beside that. */
    private static final Set<String> OF_CONFLICTS = Set.of("conflictId");

    private static final Set<String> OF_REFUSALS = Set.of("message", "errorCode");

    RuleBook(EntityCatalog catalog) {
        for (var type : catalog.types()) {
            var names = type.fields().values().stream()
                    .filter(field -> !field.sensitive())
                    .map(field -> field.name())
                    .collect(Collectors.toSet());
            names.addAll(ALWAYS);
            for (var rule : type.notifications()) {
                var known = new HashSet<>(names);
                known.addAll(more(rule.occasion()));
                rule.texts()
                        .forEach((language, text) -> Texts.check(
                                type.name() + ".notifications." + rule.name() + "." + language, text, known));
            }
        }
    }

    private static Set<String> more(Occasion occasion) {
        if (occasion instanceof Occasion.ConflictWaits) {
            return OF_CONFLICTS;
        }
        return occasion instanceof Occasion.ChangeRefused ? OF_REFUSALS : Set.of();
    }

    /**
     * Somebody is to be told.
     *
     * @param at null for now
     */
    record Telling(
            String recipient,
            NotificationRule rule,
            @Nullable Instant at) {}

    /**
     * What a happening leads to.
     *
     * @param obsolete rules whose notifications that are still to come have lost their reason
     */
    record Consequences(List<Telling> tellings, List<NotificationRule> obsolete) {}

    /**
     * Goes through the rules of the type.
     *
     * @param zone where somebody is
     */
    static Consequences of(Happening what, Function<String, ZoneId> zone) {
        var tellings = new ArrayList<Telling>();
        var obsolete = new ArrayList<NotificationRule>();
        for (var rule : what.type().notifications()) {
            if (rule.occasion() instanceof Occasion.Nears nears) {
                if (isTouched(what, rule, nears)) {
                    if (what.before().containsKey(nears.field())) {
                        obsolete.add(rule);
                    }
                    tellings.addAll(later(what, rule, nears, zone));
                }
            } else {
                now(what, rule).stream()
                        .filter(recipient -> !recipient.equals(what.author()))
                        .forEach(recipient -> tellings.add(new Telling(recipient, rule, null)));
            }
        }
        return new Consequences(tellings, obsolete);
    }

    /** All who may be told of a happening, whenever that may be. */
    static Set<String> recipients(Happening what) {
        var recipients = new HashSet<String>();
        for (var rule : what.type().notifications()) {
            if (!(rule.occasion() instanceof Occasion.Nears nears)) {
                recipients.addAll(now(what, rule));
            } else if (isTouched(what, rule, nears)) {
                recipients.addAll(people(what.after().get(rule.recipients())));
            }
        }
        return recipients;
    }

    private static Set<String> now(Happening what, NotificationRule rule) {
        if (rule.occasion() instanceof Occasion.Added added) {
            var people = people(what.after().get(added.field()));
            people.removeAll(people(what.before().get(added.field())));
            return people;
        }
        if (rule.occasion() instanceof Occasion.Changed changed
                && !what.before().isEmpty()
                && !what.after().isEmpty()
                && changed.fields().stream()
                        .anyMatch(field -> !Objects.equals(
                                what.before().get(field), what.after().get(field)))) {
            return people(what.after().get(rule.recipients()));
        }
        if (rule.occasion() instanceof Occasion.Becomes becomes
                && has(what.after(), becomes.field(), becomes.value())
                && !has(what.before(), becomes.field(), becomes.value())) {
            return people(what.after().get(rule.recipients()));
        }
        return Set.of();
    }

    private static boolean isTouched(Happening what, NotificationRule rule, Occasion.Nears nears) {
        var fields = new LinkedHashSet<>(List.of(nears.field(), rule.recipients()));
        if (nears.unlessField() != null) {
            fields.add(nears.unlessField());
        }
        return what.revived()
                || fields.stream()
                        .anyMatch(field -> !Objects.equals(
                                what.before().get(field), what.after().get(field)));
    }

    private static List<Telling> later(
            Happening what, NotificationRule rule, Occasion.Nears nears, Function<String, ZoneId> zone) {
        var day = what.after().get(nears.field());
        var unless = nears.unlessField();
        var value = nears.unlessValue();
        if (day == null || !day.isString() || (unless != null && value != null && has(what.after(), unless, value))) {
            return List.of();
        }
        var local =
                LocalDate.parse(day.stringValue()).minusDays(nears.daysBefore()).atTime(nears.at());
        // A time that summer time skips is the one after the gap; one that comes twice is the first.
        return people(what.after().get(rule.recipients())).stream()
                .map(person -> new Telling(
                        person, rule, local.atZone(zone.apply(person)).toInstant()))
                .filter(telling -> telling.at() != null && telling.at().isAfter(what.at()))
                .toList();
    }

    private static boolean has(Map<String, JsonNode> fields, String field, String value) {
        var found = fields.get(field);
        return found != null && !found.isNull() && found.asString("").equals(value);
    }

    private static Set<String> people(@Nullable JsonNode ids) {
        var people = new LinkedHashSet<String>();
        if (ids != null && ids.isArray()) {
            ids.forEach(id -> people.add(id.asString("")));
        } else if (ids != null && ids.isString()) {
            people.add(ids.stringValue());
        }
        people.remove("");
        return people;
    }

    /** The fields of a type that rules or their texts look at, and who is in a project; none where it has no rules. */
    static Set<String> watched(EntityType type) {
        var watched = new HashSet<String>();
        for (var rule : type.notifications()) {
            watched.add(rule.recipients());
            watched.addAll(fields(rule.occasion()));
            rule.texts().values().forEach(text -> watched.addAll(Texts.argumentsOf(text)));
            var link = rule.deepLink();
            type.fields().keySet().stream()
                    .filter(field -> link != null && link.contains("{" + field + "}"))
                    .forEach(watched::add);
        }
        if (type.membersField() != null) {
            watched.add(type.membersField());
        }
        watched.retainAll(type.fields().keySet());
        watched.removeAll(type.sensitiveFields());
        return Set.copyOf(watched);
    }

    private static Collection<String> fields(Occasion occasion) {
        if (occasion instanceof Occasion.Added added) {
            return List.of(added.field());
        }
        if (occasion instanceof Occasion.Becomes becomes) {
            return List.of(becomes.field());
        }
        if (occasion instanceof Occasion.Changed changed) {
            return changed.fields();
        }
        if (occasion instanceof Occasion.Nears nears) {
            var unless = nears.unlessField();
            return unless == null ? List.of(nears.field()) : List.of(nears.field(), unless);
        }
        // Conflicts and refusals are no matter of fields.
        return List.of();
    }

    /** What texts are filled with: dates as dates, so that each language writes them its way. */
    static Map<String, Object> arguments(Happening what) {
        var arguments = new HashMap<String, Object>();
        what.type().fields().forEach((name, field) -> {
            var value = what.after().get(name);
            var isWritten = field.kind() != FieldKind.DATE
                    && field.kind() != FieldKind.NUMBER
                    && field.kind() != FieldKind.INTEGER;
            if (value == null || value.isNull()) {
                // A pattern that writes a date or a number would fail over a dash.
                if (isWritten) {
                    arguments.put(name, "–");
                }
            } else if (field.kind() == FieldKind.DATE) {
                arguments.put(
                        name,
                        Date.from(LocalDate.parse(value.stringValue())
                                .atTime(12, 0)
                                .toInstant(ZoneOffset.UTC)));
            } else if (value.isNumber()) {
                arguments.put(name, value.decimalValue());
            } else {
                arguments.put(name, value.isString() ? value.stringValue() : value.toString());
            }
        });
        arguments.put("id", what.entityId());
        arguments.put("projectId", what.projectId());
        arguments.putIfAbsent("type", what.type().name());
        return arguments;
    }
}
