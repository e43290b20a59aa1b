package com.startynk.sync.platform.encryption;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The keys that wrap data keys. They come from the environment and are never in the database. */
final class MasterKeys {

    private static final int BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final Map<String, SecretKeySpec> keys;

    private MasterKeys(Map<String, SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * Reads the setting; either alphabet of base64 will do.
     *
     * @param text {@code id:key,id:key}, or nothing where there are none
     * @throws UnusableMasterKeyException naming what is wrong, and never a key
     */
    static MasterKeys of(@Nullable String text) {
        var keys = new LinkedHashMap<String, SecretKeySpec>();
        for (var entry : text == null || text.isBlank() ? new String[0] : text.split(",")) {
            var colon = entry.indexOf(':');
            var id = colon < 0 ? "" : entry.substring(0, colon).strip();
            if (!ID.matcher(id).matches()) {
                throw new UnusableMasterKeyException(
                        "A key of ENCRYPTION_KEYS has no id before it: 1 to 32 letters, digits,"
                                + " - or _, and a colon.");
            }
            if (keys.put(id, key(id, entry.substring(colon + 1).strip())) != null) {
                throw new UnusableMasterKeyException("Two keys of ENCRYPTION_KEYS have the id " + id + ".");
            }
        }
        return new MasterKeys(keys);
    }

    private static SecretKeySpec key(String id, String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw new UnusableMasterKeyException("Key " + id + " of ENCRYPTION_KEYS is not in base64.");
        }
        if (bytes.length != BYTES) {
            throw new UnusableMasterKeyException(
                    "Key " + id + " of ENCRYPTION_KEYS has " + bytes.length + " bytes instead of " + BYTES + ".");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    boolean any() {
        return !keys.isEmpty();
    }

    /** The id of the one that wraps. */
    String current() {
        return keys.keySet().stream().findFirst().orElseThrow(MasterKeys::none);
    }

    Set<String> ids() {
        return keys.keySet();
    }

    SecretKeySpec get(String id) {
        return Optional.ofNullable(keys.get(id))
                .orElseThrow(() -> new UnusableMasterKeyException(
                        "Values are stored under the key " + id + ", which is not among ENCRYPTION_KEYS."));
    }

    static UnusableMasterKeyException none() {
        return new UnusableMasterKeyException(
                "Entity types have sensitive fields, but there is no key to encrypt them.");
    }
}
