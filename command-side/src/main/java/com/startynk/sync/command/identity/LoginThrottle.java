package com.startynk.sync.command.identity;

import com.startynk.sync.platform.http.Network;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Slows down whoever guesses passwords: of one name from one network soonest, so that others cannot keep its owner out, and
 * in the end of one name from wherever and of any name from one network. A name that nobody has is like any other. A try
 * counts from its beginning, so that many at once are not free. Each node counts for itself.
 */
final class LoginThrottle {

    private final Tries byBoth;
    private final Tries byName;
    private final Tries byNetwork;
    private final Clock clock;

    LoginThrottle(ThrottleSettings settings, Clock clock) {
        this.byBoth = new Tries(settings.personTries(), settings);
        this.byName = new Tries(settings.crowdTries(), settings);
        this.byNetwork = new Tries(settings.crowdTries(), settings);
        this.clock = clock;
    }

    /** A try, wrong until it is known to be right. */
    final class Attempt {

        private final String name;
        private final String network;

        private Attempt(String name, String network) {
            this.name = name;
            this.network = network;
        }

        private String both() {
            return network + ' ' + name;
        }

        void succeeded() {
            byBoth.forget(both());
            byName.forget(name);
            byNetwork.takeBack(network);
        }
    }

    /**
     * Begins a try.
     *
     * @throws SyncFailure {@code RATE_LIMITED} when it comes too soon; it then counts for nothing
     */
    Attempt attempt(String username, String address) {
        var attempt = new Attempt(new String(AccountRows.key(username), StandardCharsets.UTF_8), Network.of(address));
        var now = clock.instant();
        var wait = Stream.of(
                        byBoth.due(attempt.both(), now),
                        byName.due(attempt.name, now),
                        byNetwork.due(attempt.network, now))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        if (!wait.isZero()) {
            throw new SyncFailure(
                    ErrorCode.RATE_LIMITED, "There were too many wrong passwords.", List.of(), Map.of(), wait);
        }
        byBoth.begin(attempt.both(), now);
        byName.begin(attempt.name, now);
        byNetwork.begin(attempt.network, now);
        return attempt;
    }
}
