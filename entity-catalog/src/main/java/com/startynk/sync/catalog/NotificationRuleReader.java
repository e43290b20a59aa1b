package com.startynk.sync.catalog;

import com.startynk.sync.catalog.NotificationRule.Occasion;
import com.startynk.sync.catalog.NotificationRule.Text;
import com.startynk.sync.catalog.NotificationRule.Urgency;
import com.startynk.sync.catalog.declaration.Section;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a rule of the section {@code notifications}, and whether it fits the type's fields. */
final class NotificationRuleReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");
    private static final Pattern CATEGORY = Pattern.compile("[A-Z][A-Z_]{0,39}");
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final int MOST_DAYS = 60;

    private final String name;
    private final Section section;
    private final Map<String, Field> fields;

    NotificationRuleReader(String name, Section section, Map<String, Field> fields) {
        this.name = name;
        this.section = section;
        this.fields = fields;
    }

    Optional<NotificationRule> read() {
        if (!NAME.matcher(name).matches()) {
            section.problem("'" + name + "' is no name of a rule: letters and digits, a letter first");
        }
        var occasion = section.requiredSection("when").flatMap(this::occasion);
        var category = section.requiredText("category").orElse("");
        if (section.has("category") && !CATEGORY.matcher(category).matches()) {
            section.problem("category", "'" + category + "' is no category: capitals and underscores");
        }
        var recipients = recipients(occasion.orElse(null));
        var urgency = section.choice("urgency", EntityTypeReader.words(Urgency.values(), Enum::name))
                .orElse(Urgency.NORMAL);
        var deepLink = section.text("deepLink");
        var atMostOnce = section.flag("atMostOnce").orElse(false);
        var digest = section.has("digest") ? section.requiredDuration("digest") : Optional.<Duration>empty();
        if (digest.isPresent() && (!isGathered(occasion.orElse(null)) || outOfBounds(digest.get()))) {
            section.problem("digest", "'digest' is from 1m to 1d, and only for changes of fields");
        }
        var perHour = section.count("perHour");
        var texts = section.requiredSection("texts").map(this::texts).orElse(Map.of());
        section.refuseOtherKeys();
        return occasion.filter(any -> section.isSound())
                .map(when -> new NotificationRule(
                        name,
                        when,
                        category,
                        recipients,
                        urgency,
                        deepLink.orElse(null),
                        atMostOnce,
                        digest.orElse(null),
                        perHour.orElse(null),
                        texts));
    }

    private static boolean isGathered(@Nullable Occasion occasion) {
        return !(occasion instanceof Occasion.Nears) && !saysWhom(occasion);
    }

    private static boolean saysWhom(@Nullable Occasion occasion) {
        return occasion instanceof Occasion.ConflictWaits || occasion instanceof Occasion.ChangeRefused;
    }

    private static boolean outOfBounds(Duration digest) {
        return digest.compareTo(Duration.ofMinutes(1)) < 0 || digest.compareTo(Duration.ofDays(1)) > 0;
    }

    private String recipients(@Nullable Occasion occasion) {
        var given = section.text("recipients");
        if (occasion instanceof Occasion.Added added) {
            if (given.isPresent()) {
                section.problem("recipients", "those who are added are told, nobody else");
            }
            return added.field();
        }
        if (saysWhom(occasion)) {
            if (given.isPresent()) {
                section.problem(
                        "recipients",
                        occasion instanceof Occasion.ConflictWaits
                                ? "the project's managers are told, nobody else"
                                : "who made the change is told, nobody else");
            }
            return "";
        }
        var field = given.orElse("");
        if (given.isEmpty() && !section.has("recipients")) {
            section.problem("recipients", "'recipients' is missing: a field with user ids");
        } else {
            requirePeople("recipients", field, section);
        }
        return field;
    }

    private void requirePeople(String key, String field, Section where) {
        var found = usable(key, field, where);
        if (found != null && found.kind() != FieldKind.TEXT && !found.isReference()) {
            where.problem(key, "'" + field + "' is no field with user ids");
        }
    }

    private @Nullable Field usable(String key, String field, Section where) {
        var found = fields.get(field);
        if (found == null) {
            where.problem(key, "there is no field '" + field + "'");
        } else if (found.sensitive()) {
            where.problem(key, "'" + field + "' is sensitive: it cannot be told of");
            return null;
        }
        return found;
    }

    private Optional<Occasion> occasion(Section when) {
        var added = when.text("added");
        var becomes = when.text("field");
        var nears = when.text("nears");
        var changed = when.textOrTexts("changed");
        var conflict = when.choice("conflict", Map.<String, Occasion>of("waits", new Occasion.ConflictWaits()));
        var change = when.choice("change", Map.<String, Occasion>of("refused", new Occasion.ChangeRefused()));
        if (Stream.of(added, becomes, nears, changed, conflict, change)
                        .filter(Optional::isPresent)
                        .count()
                != 1) {
            when.problem(
                    "one of 'added', 'field', 'changed' or 'nears' must name a field, or it is 'conflict: waits' or"
                            + " 'change: refused'");
            return Optional.empty();
        }
        var occasion = conflict.or(() -> change)
                .or(() -> added.map(field -> added(when, field)))
                .or(() -> becomes.map(field -> becomes(when, field)))
                .or(() -> changed.map(names -> changed(when, names)))
                .orElseGet(() -> nears(when, nears.orElse("")));
        when.refuseOtherKeys();
        return when.isSound() ? Optional.of(occasion) : Optional.empty();
    }

    private Occasion added(Section when, String field) {
        requirePeople("added", field, when);
        return new Occasion.Added(field);
    }

    private Occasion becomes(Section when, String field) {
        usable("field", field, when);
        return new Occasion.Becomes(field, when.requiredText("becomes").orElse(""));
    }

    private Occasion changed(Section when, List<String> names) {
        names.forEach(name -> usable("changed", name, when));
        return new Occasion.Changed(names);
    }

    private Occasion nears(Section when, String field) {
        var date = usable("nears", field, when);
        if (date != null && date.kind() != FieldKind.DATE) {
            when.problem("nears", "'" + field + "' is no date");
        }
        var days = when.number("daysBefore").map(number -> number.intValue()).orElse(1);
        if (days < 0 || days > MOST_DAYS) {
            when.problem("daysBefore", "'daysBefore' is from 0 to " + MOST_DAYS);
        }
        var unless = when.section("unless");
        var unlessField = unless.flatMap(section -> section.requiredText("field"));
        unlessField.ifPresent(one -> usable("field", one, unless.get()));
        var unlessValue = unless.flatMap(section -> section.requiredText("is"));
        unless.ifPresent(Section::refuseOtherKeys);
        return new Occasion.Nears(field, days, time(when), unlessField.orElse(null), unlessValue.orElse(null));
    }

    private static LocalTime time(Section when) {
        var text = when.text("at");
        try {
            return text.map(LocalTime::parse).orElse(MORNING);
        } catch (DateTimeException e) {
            when.problem("at", "'" + text.orElse("") + "' is no time of day such as '17:30'");
            return MORNING;
        }
    }

    private Map<String, Text> texts(Section texts) {
        var read = new HashMap<String, Text>();
        for (var language : languages(texts)) {
            texts.section(language).ifPresent(text -> {
                var title = text.requiredText("title");
                var body = text.requiredText("body");
                text.refuseOtherKeys();
                read.put(language, new Text(title.orElse(""), body.orElse("")));
            });
        }
        if (!read.containsKey("en")) {
            texts.problem("'en' is missing: who speaks none of the others is told in English");
        }
        return read;
    }

    private static List<String> languages(Section texts) {
        var languages = new ArrayList<String>();
        for (var language : texts.keys()) {
            try {
                new Locale.Builder().setLanguageTag(language);
                languages.add(language);
            } catch (IllformedLocaleException e) {
                texts.problem(language, "'" + language + "' is no language tag such as es or pt-BR");
            }
        }
        return languages;
    }
}
