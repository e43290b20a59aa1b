package com.startynk.sync.catalog;

import com.startynk.sync.catalog.declaration.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Makes an entity type of a declaration. Goes on after a problem, so that one start tells them all. */
final class EntityTypeReader {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");
    private static final CachePolicy CAUTIOUS =
            new CachePolicy(CacheStrategy.NETWORK_FIRST, Duration.ofMinutes(5), 1000, false, false);

    private final Section declaration;
    private final String fileBaseName;
    private final BiConsumer<Section, String> references;
    private Optional<String> name = Optional.empty();

    EntityTypeReader(Section declaration, String fileBaseName, BiConsumer<Section, String> references) {
        this.declaration = declaration;
        this.fileBaseName = fileBaseName;
        this.references = references;
    }

    /** The type's name, also where the rest of its declaration is wrong. Known after {@link #read()}. */
    Optional<String> name() {
        return name;
    }

    Optional<EntityType> read() {
        name = declaration.requiredText("name").filter(this::isName);
        var home = declaration.choice("home", words(Home.values())).orElse(Home.PROJECT);
        var strategy = declaration.requiredChoice("strategy", words(ConflictStrategy.values()));
        var granularity = declaration.requiredChoice("granularity", words(Granularity.values()));
        var members = declaration.text("members");
        var subject = declaration.text("subject");
        var cache = declaration.section("cache").flatMap(EntityTypeReader::cachePolicy);
        var permissions = declaration.requiredSection("permissions").map(PermissionsReader::new);
        var merges = strategy.isEmpty() || strategy.get() == ConflictStrategy.MERGE;
        var fieldSection = declaration.requiredSection("fields");
        var fields = fieldSection.map(section -> fields(section, merges));
        var rules = declaration
                .section("notifications")
                .map(section -> rules(section, fields.orElse(Map.of())))
                .orElse(List.of());
        declaration.refuseOtherKeys();
        members.ifPresent(field -> checkMembers(field, home, fields.orElse(Map.of())));
        subject.ifPresent(field -> checkSubject(field, fields.orElse(Map.of())));
        permissions.ifPresent(
                granted -> fieldSection.ifPresent(section -> granted.check(home, section, fields.orElse(Map.of()))));
        if (name.isEmpty()
                || strategy.isEmpty()
                || granularity.isEmpty()
                || fields.isEmpty()
                || permissions.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EntityType(
                name.get(),
                home,
                strategy.get(),
                granularity.get(),
                fields.get(),
                members.orElse(null),
                subject.map(EntityTypeReader::subject).orElse(null),
                cache.orElse(CAUTIOUS),
                permissions.get().permissions(),
                rules));
    }

    private boolean isName(String text) {
        if (!NAME.matcher(text).matches()) {
            declaration.problem(
                    "name", "'" + text + "' is no name of a type: small letters and digits, a letter first");
            return false;
        }
        if (!text.equals(fileBaseName)) {
            declaration.problem("name", "type '" + text + "' must be declared in a file '" + text + ".yaml'");
        }
        return true;
    }

    private static Optional<CachePolicy> cachePolicy(Section section) {
        var strategy = section.requiredChoice("strategy", words(CacheStrategy.values()));
        var ttl = section.requiredDuration("ttl");
        var maxEntries = section.count("maxEntries").orElse(CAUTIOUS.maxEntries());
        var compress = section.flag("compress").orElse(false);
        var encrypt = section.flag("encrypt").orElse(false);
        section.refuseOtherKeys();
        if (strategy.isEmpty() || ttl.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CachePolicy(strategy.get(), ttl.get(), maxEntries, compress, encrypt));
    }

    private Map<String, Field> fields(Section section, boolean merges) {
        var fields = new LinkedHashMap<String, Field>();
        for (var field : section.keys()) {
            section.section(field)
                    .flatMap(body -> new FieldReader(field, body, merges, references).read())
                    .ifPresent(read -> fields.put(field, read));
        }
        if (section.keys().isEmpty()) {
            declaration.problem("fields", "a type has at least one field");
        }
        return Collections.unmodifiableMap(fields);
    }

    private static List<NotificationRule> rules(Section section, Map<String, Field> fields) {
        var rules = new ArrayList<NotificationRule>();
        for (var rule : section.keys()) {
            section.section(rule)
                    .flatMap(body -> new NotificationRuleReader(rule, body, fields).read())
                    .ifPresent(rules::add);
        }
        return rules;
    }

    private void checkMembers(String name, Home home, Map<String, Field> fields) {
        var field = fields.get(name);
        if (home != Home.SELF) {
            declaration.problem("members", "only a type with 'home: SELF' has members");
        } else if (field == null || field.kind() != FieldKind.TEXT || !field.isList()) {
            declaration.problem("members", "'" + name + "' is no field that is a list of texts");
        } else {
            refuseSensitive("members", field);
        }
    }

    private static SubjectRule subject(String field) {
        return new SubjectRule(field.equals(SubjectRule.ITSELF) ? null : field);
    }

    private void checkSubject(String name, Map<String, Field> fields) {
        if (fields.values().stream().noneMatch(Field::sensitive)) {
            declaration.problem("subject", "'subject' means nothing where no field is sensitive");
        }
        var field = fields.get(name);
        if (name.equals(SubjectRule.ITSELF)) {
            return;
        }
        if (field == null || !field.isOneId()) {
            declaration.problem("subject", "'" + name + "' is no field that is one text or one reference");
        } else if (!field.required()) {
            declaration.problem("subject", "'" + name + "' must be required: it says whose record it is");
        } else {
            refuseSensitive("subject", field);
        }
    }

    private void refuseSensitive(String key, Field field) {
        if (field.sensitive()) {
            declaration.problem(key, "'" + field.name() + "' cannot be sensitive: the server goes by what it holds");
        }
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        return words(values, Enum::name);
    }

    /** In the order of the values: problems list them so. */
    static <E> Map<String, E> words(E[] values, Function<E, String> word) {
        var words = new LinkedHashMap<String, E>();
        Arrays.stream(values).forEach(value -> words.put(word.apply(value), value));
        return words;
    }
}
