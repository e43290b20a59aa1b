package com.startynk.sync.push.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/** The id of a notification that a rule makes: the same for the same event and person, however often the event is seen. */
final class RuleId {

    private RuleId() {}

    static String of(String eventId, String rule, String recipient) {
        return UUID.nameUUIDFromBytes((eventId + "\n" + rule + "\n" + recipient).getBytes(UTF_8))
                .toString();
    }
}
