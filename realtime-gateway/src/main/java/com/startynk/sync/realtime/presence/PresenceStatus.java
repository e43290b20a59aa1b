package com.startynk.sync.realtime.presence;

import java.util.Locale;
import java.util.Optional;

/** How present a member of a project is. */
public enum PresenceStatus {
    ONLINE,
    AWAY,
    OFFLINE;

    /** As it is written on the wire. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a client may say of itself; it is offline by leaving. */
    public static Optional<PresenceStatus> said(String text) {
        return switch (text) {
            case "online" -> Optional.of(ONLINE);
            case "away" -> Optional.of(AWAY);
            default -> Optional.empty();
        };
    }
}
