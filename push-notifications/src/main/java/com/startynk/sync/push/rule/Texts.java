package com.startynk.sync.push.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.ibm.icu.text.MessageFormat;
import com.startynk.sync.catalog.NotificationRule.Text;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says things in a person's language: the nearest that there is, at last English. */
final class Texts {

    private static final List<String> SHIPPED = List.of("en", "es", "pl", "tr", "uk");

    /** A phone may name any language, so there is an end to it. */
    private static final int MOST_READ = 1_000;

    /** Patterns that were read, which takes longer than filling them in. */
    private static final Cache<Wording, MessageFormat> READ =
            Caffeine.newBuilder().maximumSize(MOST_READ).build();

    /** Of texts that are declared, so there are few. */
    private static final Map<Text, Set<String>> ARGUMENTS = new ConcurrentHashMap<>();

    private record Wording(String pattern, Locale locale) {}

    private Texts() {}

    /** What a person reads. */
    record Said(String title, String body) {}

    /**
     * Fills the patterns in.
     *
     * @param arguments numbers and dates as such, so that they are written as the language does
     */
    static Said say(Map<String, Text> texts, Locale language, Map<String, Object> arguments) {
        var tag = nearest(texts, language);
        var text = Objects.requireNonNull(texts.get(tag));
        var locale = tag.equals(language.getLanguage()) ? language : Locale.forLanguageTag(tag);
        return new Said(fill(text.title(), locale, arguments), fill(text.body(), locale, arguments));
    }

    private static String nearest(Map<String, Text> texts, Locale language) {
        for (var tag = language.toLanguageTag(); !tag.isEmpty(); tag = shorter(tag)) {
            if (texts.containsKey(tag)) {
                return tag;
            }
        }
        return "en";
    }

    private static String shorter(String tag) {
        var end = tag.lastIndexOf('-');
        return end < 0 ? "" : tag.substring(0, end);
    }

    private static String fill(String pattern, Locale locale, Map<String, Object> arguments) {
        var format = READ.get(new Wording(pattern, locale), read -> new MessageFormat(read.pattern(), read.locale()));
        // It belongs to one thread at a time.
        synchronized (format) {
            return format.format(arguments);
        }
    }

    /**
     * Refuses patterns that would fail when somebody is to be told.
     *
     * @throws IllegalStateException naming what is wrong
     */
    static void check(String where, Text text, Set<String> arguments) {
        for (var pattern : List.of(text.title(), text.body())) {
            try {
                var unknown = new HashMap<String, String>();
                new MessageFormat(pattern, Locale.ROOT).getArgumentNames().forEach(name -> {
                    if (!arguments.contains(name)) {
                        unknown.put(name, name);
                    }
                });
                if (!unknown.isEmpty()) {
                    throw new IllegalStateException(where + " names what is no field: " + unknown.keySet());
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalStateException(where + " is no message: " + pattern, e);
            }
        }
    }

    /** What patterns name. */
    static Set<String> argumentsOf(Text text) {
        return ARGUMENTS.computeIfAbsent(text, Texts::named);
    }

    private static Set<String> named(Text text) {
        var names = new HashSet<>(new MessageFormat(text.title(), Locale.ROOT).getArgumentNames());
        names.addAll(new MessageFormat(text.body(), Locale.ROOT).getArgumentNames());
        return Set.copyOf(names);
    }

    /** The texts that ship under a name. */
    static Map<String, Text> shipped(String name) {
        var texts = new HashMap<String, Text>();
        for (var language : SHIPPED) {
            var properties = properties(language);
            texts.put(
                    language,
                    new Text(properties.getProperty(name + ".title"), properties.getProperty(name + ".body")));
        }
        return Map.copyOf(texts);
    }

    private static Properties properties(String language) {
        var properties = new Properties();
        try (var in =
                Objects.requireNonNull(Texts.class.getResourceAsStream("/push-texts/" + language + ".properties"))) {
            properties.load(new InputStreamReader(in, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the texts in " + language + " cannot be read", e);
        }
        return properties;
    }
}
