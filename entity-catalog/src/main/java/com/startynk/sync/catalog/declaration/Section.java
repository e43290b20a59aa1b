package com.startynk.sync.catalog.declaration;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A mapping in a declaration, read key by key. A value that is wrong becomes a problem and reads as absent, so that reading
 * goes on; the keys that were asked for are the known ones.
 */
public final class Section {

    private static final String A_DURATION = "a duration such as 30s, 15m, 1h or 7d";

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
            var where = lineOf(member.getKeyNode());
            var key = Conversions.text(member.getKeyNode());
            if (key.isEmpty()) {
                add(where, "a key is a text");
            } else if (entries.putIfAbsent(key.get(), new Entry(where, member.getValueNode())) != null) {
                add(where, "'" + key.get() + "' is there twice");
            }
        }
    }

    /** The whole of a file; empty, with a problem, when it is no YAML mapping. */
    public static Optional<Section> parse(DeclarationFile file, Problems problems) {
        try {
            var settings = LoadSettings.builder().setLabel(file.name()).build();
            var root = new Compose(settings).composeString(file.text());
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return Optional.of(new Section(file.name(), problems, lineOf(mapping), mapping));
            }
            problems.add(file.name(), root.map(Section::lineOf).orElse(1), "is no declaration: it has no keys");
        } catch (MarkedYamlEngineException e) {
            var where = lineOf(e.getProblemMark().or(e::getContextMark));
            problems.add(file.name(), where, "is no YAML: " + context(e) + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(file.name(), 1, "is no YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String context(MarkedYamlEngineException e) {
        var start = e.getContextMark().map(mark -> " (line " + (mark.getLine() + 1) + ")");
        return e.getContext() == null || e.getContext().isEmpty() ? "" : e.getContext() + start.orElse("") + ", ";
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
        return read(key, "a text", Conversions::text);
    }

    public Optional<String> requiredText(String key) {
        return required(key, text(key), "");
    }

    public Optional<List<String>> texts(String key) {
        return read(key, "a list of texts", Conversions::texts);
    }

    /** A text counts as a list of one. */
    public Optional<List<String>> textOrTexts(String key) {
        return read(key, "a text or a list of texts", Conversions::textOrTexts);
    }

    public Optional<Boolean> flag(String key) {
        return read(key, "true or false", Conversions::flag);
    }

    public Optional<BigDecimal> number(String key) {
        return read(key, "a number", Conversions::number);
    }

    public Optional<Integer> count(String key) {
        return read(key, "a whole number from 1", Conversions::count);
    }

    public Optional<Duration> requiredDuration(String key) {
        return required(key, read(key, A_DURATION, Conversions::duration), ": " + A_DURATION);
    }

    /**
     * One of some allowed texts.
     *
     * @param words the allowed texts and what they stand for, in the order in which a problem lists them
     */
    public <T> Optional<T> choice(String key, Map<String, T> words) {
        return read(key, oneOf(words), value -> Conversions.text(value).map(words::get));
    }

    public <T> Optional<T> requiredChoice(String key, Map<String, T> words) {
        return required(key, choice(key, words), ": " + oneOf(words));
    }

    private static String oneOf(Map<String, ?> words) {
        return "one of " + String.join(", ", words.keySet());
    }

    public Optional<Section> section(String key) {
        return read(
                key,
                "keys with values",
                value -> value instanceof MappingNode mapping
                        ? Optional.of(new Section(file, problems, lineOf(key), mapping))
                        : Optional.empty());
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
        add(lineOf(key), message);
    }

    public void problem(String message) {
        add(line, message);
    }

    private <T> Optional<T> read(String key, String expected, Function<Node, Optional<T>> conversion) {
        known.add(key);
        var entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        var value = conversion.apply(entry.value());
        if (value.isEmpty()) {
            var found = Conversions.text(entry.value()).map(text -> ", not '" + text + "'");
            add(entry.line(), "'" + key + "' must be " + expected + found.orElse(""));
        }
        return value;
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

    private int lineOf(String key) {
        var entry = entries.get(key);
        return entry == null ? line : entry.line();
    }

    private static int lineOf(Node node) {
        return lineOf(node.getStartMark());
    }

    private static int lineOf(Optional<Mark> mark) {
        return mark.map(place -> place.getLine() + 1).orElse(1);
    }
}
