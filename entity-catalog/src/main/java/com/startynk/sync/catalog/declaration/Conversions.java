package com.startynk.sync.catalog.declaration;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What a YAML value means; empty where it is not what is wanted. */
final class Conversions {

    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

    private Conversions() {}

    /** Any scalar as it is written, numbers and truths too; only a value left out is no text. */
    static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)
                ? Optional.of(scalar.getValue())
                : Optional.empty();
    }

    static Optional<Boolean> flag(Node node) {
        return node.getTag().equals(Tag.BOOL) ? text(node).map(Boolean::valueOf) : Optional.empty();
    }

    static Optional<BigDecimal> number(Node node) {
        return node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT)
                ? text(node).flatMap(Conversions::decimal)
                : Optional.empty();
    }

    private static Optional<BigDecimal> decimal(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException infiniteOrNone) {
            return Optional.empty();
        }
    }

    static Optional<Integer> count(Node node) {
        return text(node).filter(text -> COUNT.matcher(text).matches()).map(Integer::valueOf);
    }

    static Optional<Duration> duration(Node node) {
        var parts = DURATION.matcher(text(node).orElse(""));
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

    static Optional<List<String>> texts(Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            return Optional.empty();
        }
        var texts = new ArrayList<String>();
        for (var element : sequence.getValue()) {
            var text = text(element);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(texts);
    }

    static Optional<List<String>> textOrTexts(Node node) {
        return text(node).map(List::of).or(() -> texts(node));
    }
}
