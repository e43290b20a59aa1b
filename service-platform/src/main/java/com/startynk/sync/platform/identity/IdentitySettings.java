package com.startynk.sync.platform.identity;

import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are believed. One of the first two must be set.
 *
 * @param jwtSecret key of HS256, at least 32 bytes; the environment variable {@code JWT_SECRET}
 * @param secondJwtSecret another key whose tokens are believed, while keys are changed; nothing is signed with it. The
 *     environment variable {@code JWT_SECRET_SECOND}
 * @param jwksUrl where an identity provider publishes its keys; when set, the secrets verify nothing
 * @param jwksAlgorithms what the identity provider may sign with; nothing else is taken, whatever a token says
 * @param clockSkew how far the clocks of those who make tokens may be off
 * @param rememberedTokens how many verified tokens are kept so that the next call with one costs no cryptography
 */
@ConfigurationProperties("startynk.identity")
public record IdentitySettings(
        @Nullable String jwtSecret,
        @Nullable String secondJwtSecret,
        @Nullable URL jwksUrl,
        @DefaultValue({"RS256", "ES256"}) List<String> jwksAlgorithms,
        @DefaultValue("5s") Duration clockSkew,
        @DefaultValue("50000") int rememberedTokens) {

    public IdentitySettings {
        if (clockSkew.isNegative() || clockSkew.compareTo(Duration.ofSeconds(30)) > 0) {
            throw new IllegalArgumentException("the clock skew must be between 0 and 30 seconds");
        }
        jwksAlgorithms = List.copyOf(jwksAlgorithms);
    }

    /** Refuses what is set and cannot verify tokens safely, before anything else is started; what is not set is left alone. */
    public void requireUsableKeys() {
        TokenProcessor.requireUsable(this);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "IdentitySettings[jwksUrl=" + jwksUrl + ", jwksAlgorithms=" + jwksAlgorithms + ", clockSkew=" + clockSkew
                + ", rememberedTokens=" + rememberedTokens + "]";
    }
}
