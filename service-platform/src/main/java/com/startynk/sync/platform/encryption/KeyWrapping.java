package com.startynk.sync.platform.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

/** Puts data keys under a master key, and takes them out again. */
final class KeyWrapping {

    private final MasterKeys masters;
    private final SecureRandom random = new SecureRandom();

    KeyWrapping(MasterKeys masters) {
        this.masters = masters;
    }

    /** A new key for an entity. */
    DataKeyRows.Row create(String entityId) {
        return wrap(entityId, random(DataKey.BYTES), false, Instant.EPOCH);
    }

    DataKeyRows.Row rewrap(DataKeyRows.Row row) {
        return wrap(row.entityId(), unwrap(row), row.settled(), row.createdAt());
    }

    /** @throws UnusableMasterKeyException when the master key is not there, or is not what it was */
    byte[] unwrap(DataKeyRows.Row row) {
        try {
            return AesGcm.decrypt(
                    masters.get(row.masterKey()),
                    context(row.entityId()),
                    Base64.getDecoder().decode(Objects.requireNonNull(row.wrapped())));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnusableMasterKeyException(
                    "The key " + row.masterKey() + " of ENCRYPTION_KEYS is not the one under which values are stored.");
        }
    }

    private DataKeyRows.Row wrap(String entityId, byte[] key, boolean settled, Instant createdAt) {
        var id = masters.current();
        return new DataKeyRows.Row(
                entityId,
                id,
                Base64.getEncoder()
                        .encodeToString(
                                AesGcm.encrypt(masters.get(id), random(AesGcm.NONCE_BYTES), context(entityId), key)),
                settled,
                createdAt);
    }

    private static byte[] context(String entityId) {
        return entityId.getBytes(UTF_8);
    }

    private byte[] random(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
