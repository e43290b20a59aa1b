package com.startynk.sync.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What runs of the system complain of: of nothing, unless a server that they need was killed, and then of that only. */
final class SystemLog {

    private static final Pattern COMPLAINT = Pattern.compile(" (WARN|ERROR) |Exception|^\\s+at ");

    private static final Pattern OUTAGE = Pattern.compile("WARN .*("
            + String.join(
                    "|",
                    "ended by itself with status 137 and is started again",
                    "is out of reach",
                    "cannot be read, asking again",
                    "cannot be read, trying again",
                    "cannot be recorded, trying again",
                    "could not be read",
                    "could not be tried now",
                    "could not be counted",
                    "could not be held back",
                    "could not be looked through now",
                    "could not be thinned now",
                    "could not be told of notifications, trying again",
                    "cannot be shown to others, trying again",
                    "cannot be shared with other nodes, trying again",
                    "could not be looked for",
                    "Sending waits for the database",
                    "are not sent now",
                    "cannot be asked for now",
                    "An attempt to create and store a snapshot resulted in an exception",
                    "the feed gave no cursor",
                    "cannot be kept up with the feed now",
                    "cannot be listened to, trying again",
                    "Cannot reconnect to",
                    "Announcements of the feed were lost",
                    "Releasing claim on token and preparing for retry")
            + ")");

    private final Set<String> complaints = new LinkedHashSet<>();
    private boolean outage;

    /** From here on, until the next start, a server may be missed. */
    void expectOutage() {
        outage = true;
    }

    /** Keeps what a run complained of; to be called once it has ended, before the next start takes its output away. */
    void read(String output) {
        output.lines()
                .filter(line -> COMPLAINT.matcher(line).find())
                .filter(line -> !(outage && OUTAGE.matcher(line).find()))
                .forEach(complaints::add);
        outage = false;
    }

    void requireQuiet() {
        assertThat(complaints).isEmpty();
    }
}
