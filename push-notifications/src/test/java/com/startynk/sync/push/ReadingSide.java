package com.startynk.sync.push;

import com.startynk.sync.protocol.feed.FindSeen;
import com.startynk.sync.protocol.feed.Seen;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;

/**
 * What the reading side says of devices that a test names. It is there before the first message: after a question that nobody
 * answers the service asks none for a while, whichever test comes then.
 */
final class ReadingSide {

    /** Devices that have pulled everything. */
    private static final Set<String> UP_TO_DATE = ConcurrentHashMap.newKeySet();

    private ReadingSide() {}

    static void answerOn(QueryBus bus) {
        bus.subscribe(
                FindSeen.class.getName(),
                Seen.class,
                (QueryMessage<?, Seen> message) -> seen((FindSeen) message.getPayload()));
    }

    /** The phone has pulled, and come back with the cursor. */
    static void upToDate(Phone phone) {
        UP_TO_DATE.add(phone.deviceId());
    }

    private static Seen seen(FindSeen query) {
        return new Seen(IntStream.range(0, query.items().size())
                .filter(n -> UP_TO_DATE.contains(query.items().get(n).deviceId()))
                .boxed()
                .collect(Collectors.toSet()));
    }
}
