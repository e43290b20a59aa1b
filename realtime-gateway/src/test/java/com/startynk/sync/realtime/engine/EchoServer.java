package com.startynk.sync.realtime.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.util.unit.DataSize;

/**
 * The server that Socket.IO's own protocol suite asks for, root namespace only: lets everyone in and says everything back.
 * Its main method serves that suite, which expects it on port 3000.
 */
final class EchoServer {

    private EchoServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        var engine = new Engine(settings(Integer.parseInt(arguments[0])), EchoServer::welcome);
        engine.start();
        System.out.println("listening on " + engine.port());
        Thread.currentThread().join();
    }

    static EngineSettings settings(int port) {
        return new EngineSettings(
                "127.0.0.1",
                port,
                2,
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                DataSize.ofBytes(1_000_000),
                DataSize.ofKilobytes(256),
                null,
                List.of(),
                List.of("*"));
    }

    static void welcome(Handshake handshake, Admission admission) {
        var auth = Optional.ofNullable(handshake.auth()).orElse("{}");
        if (auth.contains("refuse me")) {
            admission.refuse("UNAUTHENTICATED");
            return;
        }
        var connection = admission.connection();
        if (admission.accept(new Guest(connection))) {
            connection.send(Frame.event("auth", auth));
        }
    }

    private record Guest(Connection connection) implements Connection.Listener {

        @Override
        public void opened() {}

        @Override
        public void event(ClientEvent event) {
            var text = event.arguments();
            if (text.startsWith("[\"message\",")) {
                var rest = text.substring("[\"message\",".length(), text.length() - 1);
                connection.send(Frame.event("message-back", rest));
            } else if (text.startsWith("[\"message-with-ack\",") && event.ackId() != null) {
                var rest = text.substring("[\"message-with-ack\",".length(), text.length() - 1);
                connection.send(Frame.ack(event.ackId(), rest));
            } else if (text.startsWith("[\"flood\"")) {
                var megabyte = "\"" + "x".repeat(100_000) + "\"";
                while (connection.offer(Frame.event("flood", megabyte))) {
                    // until the client is too slow
                }
            } else if (text.startsWith("[\"send me away\"")) {
                connection.disconnect();
            }
        }

        @Override
        public void drained() {
            connection.send(Frame.event("drained", "{}"));
        }

        @Override
        public void closed() {}
    }
}
