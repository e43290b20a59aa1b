package com.startynk.sync.realtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the gateway works behind its sockets.
 *
 * @param callThreads events of clients that are handled at once; a push waits in one until it is durable, and pushes that
 *     wait together are stored together
 * @param readThreads questions to the feed that are asked at once, by sockets that connect or catch up
 * @param queue handshakes and questions that may wait for a thread before they are refused: a crowd that comes back at once
 *     is let in one after the other
 * @param waitingEvents events of all sockets that may wait for a thread before they are refused; a wait of half a second or so
 * @param deviceSockets of one device at the same time; one more, and the oldest is ended
 * @param recent about how much of the last announcements is kept, for sockets that catch up
 * @param watchInterval how often the feed's head is asked for; a lost announcement is noticed after two of these
 */
@ConfigurationProperties("startynk.realtime.work")
record RealtimeSettings(
        @DefaultValue("16") int callThreads,
        @DefaultValue("6") int readThreads,
        @DefaultValue("20000") int queue,
        @DefaultValue("500") int waitingEvents,
        @DefaultValue("5") int deviceSockets,
        @DefaultValue("4MB") DataSize recent,
        @DefaultValue("2s") Duration watchInterval) {

    RealtimeSettings {
        if (deviceSockets < 1) {
            throw new IllegalArgumentException("startynk.realtime.work.device-sockets must be 1 at least");
        }
    }
}
