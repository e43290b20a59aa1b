package com.startynk.sync.standalone;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One figure of {@code ws:monitor}, and where a node's answer has it. */
enum SocketFigure {
    WEBSOCKET(Kind.LEVEL, "/connections/websocket"),
    POLLING(Kind.LEVEL, "/connections/polling"),
    SIGNED_IN(Kind.LEVEL, "/connections/signedIn"),
    ROOMS(Kind.LEVEL, "/rooms/users", "/rooms/projects", "/rooms/entities"),
    MEMBERS(Kind.SHARED_LEVEL, "/presence/members"),
    EVENTS_IN(Kind.RATE, "/in/events"),
    CHANGES_IN(Kind.SHARED_RATE, "/in/changes"),
    MESSAGES_OUT(Kind.RATE, "/out/messages"),
    CHANGES_OUT(Kind.RATE, "/out/changes"),
    PRESENCE_OUT(Kind.RATE, "/presence/messages"),
    PACKETS_OUT(Kind.RATE, "/out/packets"),
    BYTES_OUT(Kind.RATE, "/out/bytes"),
    FULL(Kind.LEVEL, "/slow/full"),
    CATCHING_UP(Kind.LEVEL, "/slow/catchingUp"),
    SYNC_REQUIRED(Kind.RATE, "/slow/syncRequired"),
    DROPPED(Kind.RATE, "/slow/cut", "/slow/dropped"),
    LET_IN(Kind.RATE, "/handshakes/accepted"),
    REFUSED(Kind.RATE, "/handshakes/refused", "/handshakes/late");

    private final Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is not to be changed
    private final List<String> places;

    private enum Kind {
        /** As it is now. */
        LEVEL,
        /** The same on every node, but for what is under way. */
        SHARED_LEVEL,
        /** A count, shown as how much a second was added to it. */
        RATE,
        SHARED_RATE
    }

    SocketFigure(Kind kind, String... places) {
        this.kind = kind;
        this.places = List.of(places);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isRate() {
        return kind == Kind.RATE || kind == Kind.SHARED_RATE;
    }

    /** Whether nodes are not to be added up, since each has all of it. */
    boolean isShared() {
        return kind == Kind.SHARED_LEVEL || kind == Kind.SHARED_RATE;
    }

    /** What a node says: the level or the count. */
    long read(JsonNode node) {
        return places.stream().mapToLong(place -> sum(node.at(place))).sum();
    }

    private static long sum(JsonNode figure) {
        return figure.isObject()
                ? figure.properties().stream()
                        .map(Map.Entry::getValue)
                        .mapToLong(JsonNode::longValue)
                        .sum()
                : figure.longValue(0);
    }
}
