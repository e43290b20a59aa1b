package com.startynk.sync.push.token;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A phone that can be woken: what it said of itself when it registered last. */
public record Device(
        String userId,
        String deviceId,
        String token,
        String platform,
        @Nullable String locale,
        @Nullable String timezone) {

    /** English, where it did not say. */
    public Locale language() {
        return locale == null ? Locale.ENGLISH : Locale.forLanguageTag(locale);
    }

    /** UTC, where it did not say. */
    public ZoneId zone() {
        return timezone == null ? ZoneOffset.UTC : ZoneId.of(timezone);
    }

    @Override
    public String toString() {
        return "Device[" + platform + "]";
    }
}
