package com.startynk.sync.standalone;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The figures of one node or of several, by two answers of theirs.
 *
 * @param name of the node
 * @param reasons why sockets had to pull and clients were refused since the start, where that ever happened
 */
record SocketFigures(String name, Map<SocketFigure, Double> values, Map<String, Long> reasons) {

    private static final List<String> REASONS = List.of("/slow/syncRequired", "/handshakes/refused");

    /**
     * By node.
     *
     * @param before what was answered earlier
     */
    static List<SocketFigures> of(JsonNode before, JsonNode now) {
        var earlier = new HashMap<String, JsonNode>();
        before.path("nodes").forEach(node -> earlier.put(name(node), node));
        return now.path("nodes")
                .valueStream()
                .map(node -> ofNode(node, earlier.get(name(node))))
                .toList();
    }

    private static String name(JsonNode node) {
        return node.path("node").stringValue("?") + ':' + node.path("port").intValue(0);
    }

    private static SocketFigures ofNode(JsonNode node, @Nullable JsonNode before) {
        var values = new EnumMap<SocketFigure, Double>(SocketFigure.class);
        for (var figure : SocketFigure.values()) {
            values.put(figure, figure.isRate() ? rate(figure, node, before) : (double) figure.read(node));
        }
        var reasons = new HashMap<String, Long>();
        REASONS.forEach(place -> node.at(place)
                .properties()
                .forEach(count -> add(reasons, count.getKey(), count.getValue().longValue())));
        return new SocketFigures(name(node), values, reasons);
    }

    private static void add(Map<String, Long> reasons, String reason, long count) {
        if (count > 0) {
            reasons.merge(reason, count, Long::sum);
        }
    }

    /** None where nothing is known of a time before: a node that is new, or has begun anew. */
    private static double rate(SocketFigure figure, JsonNode node, @Nullable JsonNode before) {
        var millis = before == null ? 0 : uptime(node) - uptime(before);
        return millis <= 0 || before == null ? 0 : (figure.read(node) - figure.read(before)) * 1000.0 / millis;
    }

    private static long uptime(JsonNode node) {
        return node.path("upMillis").longValue(0);
    }

    static SocketFigures sum(List<SocketFigures> nodes) {
        var values = new EnumMap<SocketFigure, Double>(SocketFigure.class);
        for (var figure : SocketFigure.values()) {
            var each = nodes.stream().mapToDouble(node -> node.value(figure));
            values.put(figure, figure.isShared() ? each.max().orElse(0) : each.sum());
        }
        var reasons = new HashMap<String, Long>();
        nodes.forEach(node -> node.reasons().forEach((reason, count) -> add(reasons, reason, count)));
        return new SocketFigures("all", values, reasons);
    }

    double value(SocketFigure figure) {
        return values.getOrDefault(figure, 0.0);
    }

    String shown(SocketFigure figure) {
        return String.format(Locale.ROOT, figure.isRate() ? "%,.1f" : "%,.0f", value(figure));
    }

    /** For scripts: each name with its value. */
    String line() {
        return Arrays.stream(SocketFigure.values())
                .map(figure -> figure.label()
                        + '='
                        + String.format(Locale.ROOT, figure.isRate() ? "%.1f" : "%.0f", value(figure)))
                .collect(Collectors.joining(" "));
    }
}
