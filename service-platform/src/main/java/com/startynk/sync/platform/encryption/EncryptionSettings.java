package com.startynk.sync.platform.encryption;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sensitive values are encrypted.
 *
 * @param keys the master keys, each {@code id:key} with 32 bytes in base64, between commas; the first one wraps, all unwrap. The
 *     environment variable {@code ENCRYPTION_KEYS}
 * @param keyLife how long an unwrapped data key stays in memory: until then a node may read what was erased at another one
 * @param keptKeys how many of them stay at most
 */
@ConfigurationProperties("startynk.encryption")
public record EncryptionSettings(
        @Nullable String keys,
        @DefaultValue("5s") Duration keyLife,
        @DefaultValue("100000") int keptKeys) {

    private static final Duration LONGEST_LIFE = Duration.ofSeconds(5);

    public EncryptionSettings {
        if (keyLife.isNegative() || keyLife.isZero() || keyLife.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("startynk.encryption.key-life must be above 0 and at most 5s");
        }
    }

    /** Refuses keys that cannot encrypt, before anything else is started; that there are none is no fault. */
    public void requireUsableKeys() {
        MasterKeys.of(keys);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "EncryptionSettings[keyLife=" + keyLife + ", keptKeys=" + keptKeys + "]";
    }
}
