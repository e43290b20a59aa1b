package com.startynk.sync.push.notification;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/** The last notification of a page; the next page begins below it. Opaque to clients. */
record ListCursor(Instant visibleAt, String id) {

    /** Milliseconds since 1970 up to the year 5138, and the id. */
    private static final Pattern SHAPE =
            Pattern.compile("(\\d{1,14}):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    static ListCursor at(Notification last) {
        return new ListCursor(last.visibleAt(), last.id());
    }

    static ListCursor parse(String text) {
        var matcher = SHAPE.matcher(decode(text));
        if (!matcher.matches()) {
            throw invalid();
        }
        return new ListCursor(Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), matcher.group(2));
    }

    String encode() {
        var plain = visibleAt.toEpochMilli() + ":" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    private static SyncFailure invalid() {
        return new SyncFailure(ErrorCode.INVALID_CURSOR, "This cursor is none of this list: start without one.");
    }
}
