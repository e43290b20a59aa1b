package com.startynk.sync.platform.encryption;

import com.startynk.sync.protocol.SyncFailure;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Seals the values of sensitive fields where they come in, and opens them where a reader gets them. In between they are texts
 * that say nothing.
 */
public final class SensitiveValues {

    /** How every sealed value begins, so that one can see at once that a message has none. */
    public static final String MARK = DataKey.MARK;

    private static final Logger log = LoggerFactory.getLogger(SensitiveValues.class);

    private final DataKeys keys;
    private final MasterKeys masters;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    /**
     * With the keys of a database.
     *
     * @throws UnusableMasterKeyException when the settings hold what is no key
     */
    public static SensitiveValues of(
            JdbcClient jdbc,
            TransactionOperations transactions,
            EncryptionSettings settings,
            JsonMapper json,
            Clock clock) {
        var masters = MasterKeys.of(settings.keys());
        return new SensitiveValues(
                new DataKeys(new DataKeyRows(jdbc), masters, transactions, settings, clock), masters, json);
    }

    private SensitiveValues(DataKeys keys, MasterKeys masters, JsonMapper json) {
        this.keys = keys;
        this.masters = masters;
        this.reader = json.readerFor(Object.class).with(DeserializationFeature.USE_LONG_FOR_INTS);
        this.writer = json.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    /** Ends the start of a process that could not keep what it will be given. */
    public void requireKeys() {
        if (!masters.any()) {
            throw MasterKeys.none();
        }
    }

    /** Seals what comes in for these entities; those that have no key yet get one. */
    public Sealing sealing(Set<String> entityIds) {
        return new Sealing(entityIds.isEmpty() ? Map.of() : keys.obtain(entityIds));
    }

    /** Opens what is stored of these entities. */
    public Opening opening(Collection<String> entityIds) {
        return new Opening(entityIds.isEmpty() ? Map.of() : keys.find(new HashSet<>(entityIds)));
    }

    /** Makes what is stored of these entities unreadable for ever, on the other nodes within the life of a key in memory. */
    public void erase(Set<String> entityIds) {
        keys.destroy(entityIds);
    }

    /** Whether a value could not be sealed: it was erased for ever, or there was to be no key for it. */
    public static boolean isLost(@Nullable Object value) {
        return DataKey.LOST.equals(value);
    }

    /** The same fields with none of these values, for who may not set them: nothing of them is to be kept. */
    public static Map<String, @Nullable Object> lost(Set<String> sensitive, Map<String, @Nullable Object> fields) {
        var lost = new LinkedHashMap<>(fields);
        lost.replaceAll((field, value) -> value == null || !sensitive.contains(field) ? value : DataKey.LOST);
        return lost;
    }

    /** With the keys of some entities. */
    public final class Sealing {

        private final Map<String, HeldKey> known;

        private Sealing(Map<String, HeldKey> known) {
            this.known = known;
        }

        /**
         * The same fields with sealed values in the places of these; a null still clears a field. Where the entity's values were
         * erased, they are lost, see {@link #isLost}.
         *
         * @throws SyncFailure {@code TEMPORARILY_UNAVAILABLE} where there is a key that cannot be read
         */
        public Map<String, @Nullable Object> sealed(
                String entityId, Set<String> sensitive, Map<String, @Nullable Object> fields) {
            var held = Objects.requireNonNull(known.get(entityId), "this key was not asked for");
            var key = held.key();
            if (held.state() == HeldKey.State.UNREADABLE) {
                throw SyncFailure.unavailable("a sensitive value cannot be encrypted now");
            }
            if (key == null) {
                return lost(sensitive, fields);
            }
            var sealed = new LinkedHashMap<>(fields);
            sealed.replaceAll((field, value) -> value == null || !sensitive.contains(field)
                    ? value
                    : key.seal(field, writer.writeValueAsString(value)));
            return sealed;
        }
    }

    /** With the keys of some entities. */
    public final class Opening {

        private final Map<String, HeldKey> known;

        private Opening(Map<String, HeldKey> known) {
            this.known = known;
        }

        /** The same fields as they came in; those that were erased are not there. */
        public Map<String, @Nullable Object> opened(
                String entityId, Set<String> sensitive, Map<String, @Nullable Object> fields) {
            var opened = new LinkedHashMap<>(fields);
            for (var field : sensitive) {
                var value = opened.get(field);
                var plain = opened(entityId, field, value);
                if (value != null && plain == null) {
                    opened.remove(field);
                } else if (value != null) {
                    opened.put(field, plain);
                }
            }
            return opened;
        }

        /** One value of a sensitive field; null when it was erased. */
        public @Nullable Object opened(String entityId, String field, @Nullable Object value) {
            if (isLost(value)) {
                return null;
            }
            return value != null && DataKey.isSealed(value) ? open(entityId, field, (String) value) : value;
        }

        /** What somebody has tampered with is shown to nobody, and must not keep them from the rest. */
        private @Nullable Object open(String entityId, String field, String sealed) {
            var key = known.getOrDefault(entityId, HeldKey.DESTROYED).key();
            if (key == null) {
                return null;
            }
            try {
                return reader.readValue(key.open(field, sealed));
            } catch (GeneralSecurityException | JacksonException e) {
                log.error("{} of entity {} is not what was stored", field, entityId, e);
                return null;
            }
        }
    }
}
