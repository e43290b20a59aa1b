package com.startynk.sync.push.standin;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of messages to a token, as the beginning of its inner part says: {@code ExponentPushToken[unregistered-7f]}.
 * Before it may stand the project that it belongs to: {@code ExponentPushToken[@acme/site:ok-7f]}.
 *
 * @param kind {@code ok}, or the name of a trouble
 */
record Fate(String project, String kind) {

    static final Pattern TOKEN = Pattern.compile("Expo(?:nent)?PushToken\\[(?:(@[^:\\]\\s]+):)?([^\\]\\s]+)]");

    private static final Map<String, String> TICKETS = Map.of(
            "unregistered", "DeviceNotRegistered",
            "credentials", "InvalidCredentials",
            "foreign", "MismatchSenderId",
            "developer", "DeveloperError",
            "expoerror", "ExpoError");

    private static final Map<String, String> RECEIPTS = Map.of(
            "lateunregistered", "DeviceNotRegistered",
            "toobig", "MessageTooBig",
            "mismatch", "MismatchSenderId",
            "toofast", "MessageRateExceeded",
            "latecredentials", "InvalidCredentials",
            "provider", "ProviderError");

    private static final String NO_PROJECT = "@anybody/app";
    private static final Pattern FAILS = Pattern.compile("(http|html)(500|429)x(\\d+)");

    /** Null for what is no token. */
    static @Nullable Fate of(String token) {
        var matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            return null;
        }
        var project = matcher.group(1);
        var inner = matcher.group(2);
        var end = inner.indexOf('-');
        return new Fate(project == null ? NO_PROJECT : project, end < 0 ? inner : inner.substring(0, end));
    }

    @Nullable String ticketError() {
        return TICKETS.get(kind);
    }

    @Nullable String receiptError() {
        return RECEIPTS.get(kind);
    }

    /**
     * A request that fails before it goes.
     *
     * @param page whether by a page of a proxy
     * @param times how often
     */
    record Failure(boolean page, int status, int times) {}

    @Nullable Failure failure() {
        var matcher = FAILS.matcher(kind);
        return matcher.matches()
                ? new Failure(
                        matcher.group(1).equals("html"),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)))
                : null;
    }

    /** Its project wants another access token. */
    boolean isForbidden() {
        return kind.equals("forbidden");
    }

    boolean isSlow() {
        return kind.equals("slow");
    }

    boolean losesAnswers() {
        return kind.equals("reset");
    }

    boolean hasNoReceipt() {
        return kind.equals("noreceipt");
    }
}
