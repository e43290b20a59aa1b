package com.startynk.sync.realtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.realtime.RawWebSocket;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class UntrustedProxiesTest {

    @Test
    void nobodyIsBelievedAboutWhoComesUnlessHeIsNamed() throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        var engine = new Engine(EchoServer.settings(0), (handshake, admission) -> {
            seen.add(handshake.address());
            admission.refuse("UNAUTHENTICATED");
        });
        engine.start();
        try (var stranger = RawWebSocket.forwarded(engine.port(), "nobody", "203.0.113.7")) {
            stranger.next(packet -> packet.startsWith("44"));
        } finally {
            engine.stop();
        }
        assertThat(seen).containsExactly("127.0.0.1");
    }
}
