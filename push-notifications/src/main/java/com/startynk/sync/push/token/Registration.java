package com.startynk.sync.push.token;

import com.startynk.sync.push.platform.InputObject;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a device says of itself so that it can be woken, in its language and at its time of day. */
record Registration(
        PushToken token,
        String platform,
        @Nullable String deviceName,
        @Nullable String appVersion,
        @Nullable String locale,
        @Nullable String timezone) {

    private static final List<String> PLATFORMS = List.of("ios", "android");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    private static final int MAX_NAME = 200;
    private static final int MAX_TAG = 64;

    /**
     * Reads a registration.
     *
     * @throws com.startynk.sync.protocol.SyncFailure {@code INVALID_INPUT}, or {@code INVALID_PUSH_TOKEN} where nothing but
     *     the token is wrong
     */
    static Registration read(JsonNode node) {
        var input = new InputObject(node);
        var token = input.requiredText("token");
        var platform = input.choice("platform", PLATFORMS);
        var deviceName = input.plainText("deviceName", MAX_NAME);
        var appVersion = input.plainText("appVersion", MAX_TAG);
        var locale = input.text("locale");
        if (locale != null && !isLanguageTag(locale)) {
            input.refuse("locale", "must be a BCP 47 language tag, as de-DE");
        }
        var timezone = input.text("timezone");
        if (timezone != null && !ZONES.contains(timezone)) {
            input.refuse("timezone", "must be the id of a time zone, as Europe/Berlin");
        }
        input.requireValid();
        return new Registration(new PushToken(token), platform, deviceName, appVersion, locale, timezone);
    }

    private static boolean isLanguageTag(String text) {
        if (text.isEmpty() || text.length() > MAX_TAG) {
            return false;
        }
        try {
            new Locale.Builder().setLanguageTag(text);
            return true;
        } catch (IllformedLocaleException e) {
            return false;
        }
    }
}
