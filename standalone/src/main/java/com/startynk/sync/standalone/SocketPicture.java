package com.startynk.sync.standalone;

import static com.startynk.sync.standalone.SocketFigure.BYTES_OUT;
import static com.startynk.sync.standalone.SocketFigure.CATCHING_UP;
import static com.startynk.sync.standalone.SocketFigure.CHANGES_IN;
import static com.startynk.sync.standalone.SocketFigure.CHANGES_OUT;
import static com.startynk.sync.standalone.SocketFigure.DROPPED;
import static com.startynk.sync.standalone.SocketFigure.EVENTS_IN;
import static com.startynk.sync.standalone.SocketFigure.FULL;
import static com.startynk.sync.standalone.SocketFigure.LET_IN;
import static com.startynk.sync.standalone.SocketFigure.MEMBERS;
import static com.startynk.sync.standalone.SocketFigure.MESSAGES_OUT;
import static com.startynk.sync.standalone.SocketFigure.PACKETS_OUT;
import static com.startynk.sync.standalone.SocketFigure.POLLING;
import static com.startynk.sync.standalone.SocketFigure.PRESENCE_OUT;
import static com.startynk.sync.standalone.SocketFigure.REFUSED;
import static com.startynk.sync.standalone.SocketFigure.ROOMS;
import static com.startynk.sync.standalone.SocketFigure.SIGNED_IN;
import static com.startynk.sync.standalone.SocketFigure.SYNC_REQUIRED;
import static com.startynk.sync.standalone.SocketFigure.WEBSOCKET;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures as a terminal shows them. */
final class SocketPicture {

    private static final int LABEL = 16;
    private static final int COLUMN = 20;

    private record Row(String label, List<SocketFigure> figures, List<String> units) {}

    private static final List<Row> ROWS = List.of(
            new Row(
                    "connections",
                    List.of(WEBSOCKET, POLLING, SIGNED_IN),
                    List.of("websocket", "polling", "signed in")),
            new Row("rooms, people", List.of(ROOMS, MEMBERS), List.of("rooms", "present")),
            new Row("in, a second", List.of(EVENTS_IN, CHANGES_IN), List.of("events", "changes")),
            new Row(
                    "out, a second",
                    List.of(MESSAGES_OUT, CHANGES_OUT, PRESENCE_OUT, PACKETS_OUT, BYTES_OUT),
                    List.of("messages", "changes", "presence", "packets", "bytes")),
            new Row(
                    "slow readers",
                    List.of(FULL, CATCHING_UP, SYNC_REQUIRED, DROPPED),
                    List.of("full", "catching up", "sent to pull/s", "dropped/s")),
            new Row("handshakes", List.of(LET_IN, REFUSED), List.of("let in/s", "refused/s")));

    private SocketPicture() {}

    /** Lines; several nodes together first, then each. */
    static List<String> of(List<SocketFigures> nodes, boolean complete) {
        var lines = new ArrayList<String>();
        if (nodes.size() != 1) {
            add(lines, SocketFigures.sum(nodes), nodes.size() + " nodes together");
        }
        nodes.forEach(node -> add(lines, node, "node " + node.name()));
        if (!complete) {
            lines.add("Redis is out of reach: other nodes are not shown");
        }
        return lines;
    }

    private static void add(List<String> lines, SocketFigures figures, String title) {
        lines.add(title);
        ROWS.forEach(row -> lines.add(line(row, figures)));
        if (!figures.reasons().isEmpty()) {
            lines.add(cell("  since start", LABEL)
                    + figures.reasons().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(reason -> reason.getKey() + " " + reason.getValue())
                            .collect(Collectors.joining(", ")));
        }
        lines.add("");
    }

    private static String line(Row row, SocketFigures figures) {
        var line = new StringBuilder(cell("  " + row.label(), LABEL));
        for (var n = 0; n < row.figures().size(); n++) {
            line.append(
                    cell(figures.shown(row.figures().get(n)) + " " + row.units().get(n), COLUMN));
        }
        return line.toString().stripTrailing();
    }

    private static String cell(String text, int width) {
        return String.format(Locale.ROOT, "%-" + width + "s ", text);
    }
}
