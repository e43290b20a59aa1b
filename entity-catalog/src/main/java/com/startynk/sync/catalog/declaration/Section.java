package com.startynk.sync.catalog.declaration;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping in a declaration, read key by key. A value that is wrong becomes a problem and reads as absent, so that reading
 * goes on; the keys that were asked for are the known ones.
 */
public final class Section {

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private final String file;
    private final Problems problems;
    private final int line;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private boolean sound = true;

    private record Entry(int line, Node value) {}

    private Section(String file, Problems problems, int line, MappingNode node) {
        this.file = file;
        this.problems = problems;
        this.line = line;
        for (var member : node.getValue()) {
            var key = member.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                add(lineOf(key), "a key is a text");
            } else if (entries.putIfAbsent(scalar.getValue(), new Entry(lineOf(key), member.getValueNode())) != null) {
                add(lineOf(key), "'" + scalar.getValue() + "' is there twice");
            }
        }
    }

    /** The whole of a file; empty, with a problem, when it is no YAML mapping. */
    public static Optional<Section> parse(DeclarationFile file, Problems problems) {
        try {
            var root = new Compose(LoadSettings.builder().setLabel(file.name()).build()).composeString(file.text());
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return Optional.of(new Section(file.name(), problems, lineOf(mapping), mapping));
            }
            problems.add(
                    file.name(),
                    root.map(Section::lineOf).orElse(1),
                    "is no declaration: keys with values are missing");
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().or(e::getContextMark).map(mark -> mark.getLine() + 1);
            problems.add(file.name(), line.orElse(1), "is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(file.name(), 1, "is no YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Whether nothing wrong was found here, sections inside this one aside. */
    public boolean isSound() {
        return sound;
    }

    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** In the order of the file. */
    public Set<String> keys() {
        return entries.keySet();
    }

    public Optional<String> text(String key) {
        return value(key)
                .flatMap(entry -> scalar(entry).map(ScalarNode::getValue).or(() -> refuse(entry, key, "a text")));
    }

    public Optional<String> requiredText(String key) {
        return required(key, text(key), "");
    }

    /**
     * One of some allowed texts.
     *
     * @param words the allowed texts and what they stand for, in the order in which a problem lists them
     */
    public <T> Optional<T> choice(String key, Map<String, T> words) {
        return value(key)
                .flatMap(entry -> scalar(entry)
                        .map(scalar -> words.get(scalar.getValue()))
                        .or(() -> refuse(entry, key, "one of " + String.join(", ", words.keySet()))));
    }

    public <T> Optional<T> requiredChoice(String key, Map<String, T> words) {
        return required(key, choice(key, words), ": one of " + String.join(", ", words.keySet()));
    }

    public Optional<Boolean> flag(String key) {
        return value(key)
                .flatMap(entry -> scalar(entry)
                        .filter(scalar -> scalar.getTag().equals(Tag.BOOL))
                        .map(scalar -> Boolean.valueOf(scalar.getValue()))
                        .or(() -> refuse(entry, key, "true or false")));
    }

    public Optional<BigDecimal> number(String key) {
        return value(key)
                .flatMap(entry -> scalar(entry)
                        .filter(scalar -> scalar.getTag().equals(Tag.INT)
                                || scalar.getTag().equals(Tag.FLOAT))
                        .flatMap(scalar -> decimal(scalar.getValue()))
                        .or(() -> refuse(entry, key, "a number")));
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException infiniteOrHexadecimal) {
            return Optional.empty();
        }
    }

    /** A whole number from 1. */
    public Optional<Integer> count(String key) {
        return value(key)
                .flatMap(entry -> scalar(entry)
                        .map(ScalarNode::getValue)
                        .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                        .map(Integer::valueOf)
                        .or(() -> refuse(entry, key, "a whole number from 1")));
    }

    /** A number of seconds, minutes, hours or days, such as {@code 15m}. */
    public Optional<Duration> requiredDuration(String key) {
        var duration = value(key)
                .flatMap(entry -> scalar(entry)
                        .flatMap(scalar -> duration(scalar.getValue()))
                        .or(() -> refuse(entry, key, "a duration such as 30s, 15m, 1h or 7d")));
        return required(key, duration, ": a duration such as 30s, 15m, 1h or 7d");
    }

    private static Optional<Duration> duration(String text) {
        var parts = DURATION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var amount = Long.parseLong(parts.group(1));
        return Optional.of(
                switch (parts.group(2)) {
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    case "h" -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
    }

    public Optional<List<String>> texts(String key) {
        return value(key).flatMap(entry -> elements(entry).or(() -> refuse(entry, key, "a list of texts")));
    }

    /** A text counts as a list of one. */
    public List<String> textOrTexts(String key) {
        return value(key)
                .flatMap(entry -> scalar(entry)
                        .map(scalar -> List.of(scalar.getValue()))
                        .or(() -> elements(entry))
                        .or(() -> refuse(entry, key, "a list of texts")))
                .orElse(List.of());
    }

    private static Optional<List<String>> elements(Entry entry) {
        if (!(entry.value() instanceof SequenceNode sequence)) {
            return Optional.empty();
        }
        var texts = new ArrayList<String>();
        for (var element : sequence.getValue()) {
            if (!(element instanceof ScalarNode scalar)) {
                return Optional.empty();
            }
            texts.add(scalar.getValue());
        }
        return Optional.of(texts);
    }

    public Optional<Section> section(String key) {
        return value(key)
                .flatMap(entry -> entry.value() instanceof MappingNode mapping
                        ? Optional.of(new Section(file, problems, entry.line(), mapping))
                        : refuse(entry, key, "keys with values"));
    }

    public Optional<Section> requiredSection(String key) {
        return required(key, section(key), "");
    }

    /** Makes every key that nobody has asked for a problem. */
    public void refuseOtherKeys() {
        entries.forEach((key, entry) -> {
            if (!known.contains(key)) {
                add(entry.line(), "unknown key '" + key + "', known here: " + String.join(", ", known));
            }
        });
    }

    /** At the key's line, or at the section's where the key is missing. */
    public void problem(String key, String message) {
        var entry = entries.get(key);
        add(entry == null ? line : entry.line(), message);
    }

    public void problem(String message) {
        add(line, message);
    }

    private Optional<Entry> value(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key));
    }

    private static Optional<ScalarNode> scalar(Entry entry) {
        return entry.value() instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
                ? Optional.of(scalar)
                : Optional.empty();
    }

    private <T> Optional<T> refuse(Entry entry, String key, String expected) {
        var found =
                scalar(entry).map(scalar -> ", not '" + scalar.getValue() + "'").orElse("");
        add(entry.line(), "'" + key + "' must be " + expected + found);
        return Optional.empty();
    }

    private <T> Optional<T> required(String key, Optional<T> value, String hint) {
        if (!has(key)) {
            add(line, "'" + key + "' is missing" + hint);
        }
        return value;
    }

    private void add(int where, String message) {
        sound = false;
        problems.add(file, where, message);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}
