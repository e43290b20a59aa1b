package com.startynk.sync.push.expo;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Expo is, and who we are to it.
 *
 * @param expoBaseUrl another address than Expo's own is taken for a stand-in
 * @param expoAccessToken sent as bearer token; Expo demands one once enhanced security is on
 * @param timeout of a request, far below the lease of what is being sent
 */
@ConfigurationProperties("startynk.push")
public record ExpoSettings(
        @DefaultValue(ExpoSettings.EXPO) URI expoBaseUrl,
        @Nullable String expoAccessToken,
        @DefaultValue("20s") Duration timeout) {

    static final String EXPO = "https://exp.host";

    /** Whether it is the true Expo, whose receipts take their time. */
    public boolean isExpo() {
        return expoBaseUrl.equals(URI.create(EXPO));
    }

    URI resolve(String path) {
        var base = expoBaseUrl.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/--/api/v2/push/" + path);
    }

    @Override
    public String toString() {
        return "ExpoSettings[" + expoBaseUrl + "]";
    }
}
