package com.startynk.sync.query.entity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Names in Redis. The first digit of an entity's id is the hash tag, so that a cluster keeps a sixteenth of the entities, with
 * an era of its own, in one slot, and one script can change many of them.
 */
final class CacheKeys {

    private static final String DIGITS = "0123456789abcdef";

    private CacheKeys() {}

    static byte[] entity(String entityId) {
        return ("entity:{" + entityId.charAt(0) + "}:" + entityId).getBytes(UTF_8);
    }

    /** The era of an entity's slot. */
    static byte[] era(String entityId) {
        return era(entityId.charAt(0));
    }

    static Stream<byte[]> eras() {
        return DIGITS.chars().mapToObj(digit -> era((char) digit));
    }

    /** Takes apart what lies in different slots. */
    static <T> Map<Character, List<T>> bySlot(Collection<T> all, Function<T, String> entityId) {
        var slots = new HashMap<Character, List<T>>();
        all.forEach(one -> slots.computeIfAbsent(entityId.apply(one).charAt(0), digit -> new ArrayList<>())
                .add(one));
        return slots;
    }

    private static byte[] era(char digit) {
        return ("entity-era:{" + digit + "}").getBytes(UTF_8);
    }
}
