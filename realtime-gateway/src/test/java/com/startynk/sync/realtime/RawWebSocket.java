package com.startynk.sync.realtime;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A websocket that speaks the protocol by hand, and reads only when it is told to. */
public final class RawWebSocket implements AutoCloseable {

    public static final String CLOSED = "closed";

    private final BlockingQueue<String> packets = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private volatile boolean paused;

    private RawWebSocket(int port, String query) {
        this(port, query, HttpClient.newHttpClient().newWebSocketBuilder());
    }

    private RawWebSocket(int port, String query, WebSocket.Builder builder) {
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket.io/?" + query), new Reader())
                .join();
    }

    public static RawWebSocket open(int port) {
        return new RawWebSocket(port, "EIO=4&transport=websocket");
    }

    public static RawWebSocket probing(int port, String sid) {
        return new RawWebSocket(port, "EIO=4&transport=websocket&sid=" + sid);
    }

    /** Connects to the root namespace with this token. */
    public static RawWebSocket open(int port, String token) {
        var opened = open(port);
        opened.send("40{\"token\":\"" + token + "\"}");
        return opened;
    }

    /** The same by way of a proxy, which says of whom. */
    public static RawWebSocket forwarded(int port, String token, String forwardedFor) {
        var builder = HttpClient.newHttpClient().newWebSocketBuilder().header("X-Forwarded-For", forwardedFor);
        var opened = new RawWebSocket(port, "EIO=4&transport=websocket", builder);
        opened.send("40{\"token\":\"" + token + "\"}");
        return opened;
    }

    public void send(String packet) {
        socket.sendText(packet, true).join();
    }

    public void sendBinary() {
        socket.sendBinary(java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
    }

    /** The next packet that is wanted; those before it are dropped. */
    public String next(Predicate<String> wanted) throws InterruptedException {
        while (true) {
            var packet = packets.poll(8, TimeUnit.SECONDS);
            if (packet == null) {
                throw new AssertionError("no such packet came");
            }
            if (wanted.test(packet)) {
                return packet;
            }
        }
    }

    public String next() throws InterruptedException {
        return next(packet -> true);
    }

    public void awaitClose() throws InterruptedException {
        next(CLOSED::equals);
    }

    public void pause() {
        paused = true;
    }

    public void resume() {
        paused = false;
        socket.request(1);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Reader implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                packets.add(text.toString());
                text.setLength(0);
            }
            if (!paused) {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            packets.add(CLOSED);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            packets.add(CLOSED);
        }
    }
}
