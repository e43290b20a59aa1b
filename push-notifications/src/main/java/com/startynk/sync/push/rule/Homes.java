package com.startynk.sync.push.rule;

import com.startynk.sync.push.token.Device;
import com.startynk.sync.push.token.PushTokens;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Where and how people live, by the phone that each of them registered last. Looked up for many by one question, if at all. */
final class Homes {

    private static final Home UNKNOWN = new Home(Locale.ENGLISH, ZoneOffset.UTC);

    private final PushTokens tokens;
    private final Supplier<? extends Collection<String>> expected;
    private final Map<String, Home> known = new HashMap<>();

    /** One person's language and time zone. */
    record Home(Locale language, ZoneId zone) {}

    /** @param expected all who may be asked for, as soon as one of them is */
    Homes(PushTokens tokens, Supplier<? extends Collection<String>> expected) {
        this.tokens = tokens;
        this.expected = expected;
    }

    Home of(String userId) {
        if (known.isEmpty()) {
            learn(expected.get());
        }
        if (!known.containsKey(userId)) {
            learn(List.of(userId));
        }
        return known.getOrDefault(userId, UNKNOWN);
    }

    private void learn(Collection<String> people) {
        var devices = tokens.of(people);
        people.forEach(person -> known.put(person, home(devices.getOrDefault(person, List.of()))));
    }

    private static Home home(List<Device> devices) {
        return devices.isEmpty()
                ? UNKNOWN
                : new Home(devices.get(0).language(), devices.get(0).zone());
    }
}
