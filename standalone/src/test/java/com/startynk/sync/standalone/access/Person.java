package com.startynk.sync.standalone.access;

import com.startynk.sync.standalone.Tokens;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a role, on a device of his own that nobody else has used. */
final class Person {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RunningServices services;
    private final String userId;
    private final String role;
    private final String deviceId = "device-" + UUID.randomUUID();
    private final String token;

    Person(RunningServices services, String userId, String role) {
        this(services, userId, role, null);
    }

    private Person(RunningServices services, String userId, String role, @Nullable String token) {
        this.services = services;
        this.userId = userId;
        this.role = role;
        this.token = token == null ? Tokens.of(userId, deviceId, role, RunningServices.SECRET) : token;
    }

    /** Somebody else of the same role. */
    Person another() {
        return new Person(services, "somebody-" + UUID.randomUUID(), role);
    }

    /** The same person on another device. */
    Person onAnotherDevice() {
        return new Person(services, userId, role);
    }

    /** The same calls without a valid token. */
    Person unknown() {
        return new Person(services, userId, role, "no-token");
    }

    String userId() {
        return userId;
    }

    String deviceId() {
        return deviceId;
    }

    String token() {
        return token;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return call("GET", path, null);
    }

    Answer post(String path, Object body) throws IOException, InterruptedException {
        return call("POST", path, body);
    }

    Answer call(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        return send(
                method,
                path,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    /** With a body that need not be JSON. */
    Answer callWith(String method, String path, String text) throws IOException, InterruptedException {
        return send(method, path, BodyPublishers.ofString(text));
    }

    private Answer send(String method, String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + services.port() + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, body)
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        return new Answer(Integer.toString(answer.statusCode()), answer.body());
    }

    /** Calls a procedure that changes something. */
    Answer mutation(String procedure, Object input) throws IOException, InterruptedException {
        return post("/trpc/" + procedure, input);
    }

    Answer query(String procedure, Object input) throws IOException, InterruptedException {
        return get("/trpc/" + procedure + "?input="
                + URLEncoder.encode(JSON.writeValueAsString(input), StandardCharsets.UTF_8));
    }

    /** Emits an event on a socket of its own, and answers what was acknowledged. */
    Answer emit(String event, Object payload) throws Exception {
        try (var socket = socket()) {
            return socket.emit(event, payload);
        }
    }

    /** Listens as well. */
    LiveSocket socket() throws Exception {
        return new LiveSocket(Map.of("token", token));
    }

    /** The same, and catches up from this cursor. */
    LiveSocket socket(String cursor) throws Exception {
        return new LiveSocket(Map.of("token", token, "cursor", cursor));
    }

    /** An open socket. */
    final class LiveSocket implements AutoCloseable {

        private static final int PATIENCE = 20;

        private final Socket socket;
        private final Map<String, Heard> heardByEvent = new HashMap<>();

        private LiveSocket(Map<String, String> handshake) throws Exception {
            var options = IO.Options.builder()
                    .setAuth(handshake)
                    .setTransports(new String[] {"websocket"})
                    .setForceNew(true)
                    .setReconnection(false)
                    .build();
            socket = IO.socket(URI.create("http://127.0.0.1:" + services.socketPort()), options);
            for (var event : List.of("entity:changed", "conflict:detected", "conflict:resolved", "sync:required")) {
                var heard = new Heard();
                heardByEvent.put(event, heard);
                socket.on(event, messages -> heard.messages.add(JSON.readTree(String.valueOf(messages[0]))));
            }
            var connected = new CompletableFuture<Void>();
            socket.on(Socket.EVENT_CONNECT, nothing -> connected.complete(null));
            socket.on(
                    Socket.EVENT_CONNECT_ERROR,
                    error -> connected.completeExceptionally(new IOException(String.valueOf(error[0]))));
            socket.connect();
            connected.get(PATIENCE, TimeUnit.SECONDS);
        }

        /** What comes by this name, from the beginning. */
        Heard hear(String event) {
            return Objects.requireNonNull(heardByEvent.get(event));
        }

        Answer emit(String event, Object payload) throws Exception {
            var acknowledged = new CompletableFuture<String>();
            Ack ack = answers -> acknowledged.complete(String.valueOf(answers[0]));
            socket.emit(event, new Object[] {new org.json.JSONObject(JSON.writeValueAsString(payload))}, ack);
            return answer(acknowledged.get(PATIENCE, TimeUnit.SECONDS));
        }

        private static Answer answer(String text) {
            var refusal = JSON.readTree(text).path("errorCode");
            return new Answer(refusal.isString() ? refusal.stringValue() : "ok", text);
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** Messages in the order in which they came. */
    static final class Heard {

        private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();

        JsonNode next() throws InterruptedException {
            return Objects.requireNonNull(messages.poll(LiveSocket.PATIENCE, TimeUnit.SECONDS), "nothing came");
        }

        boolean isSilent() {
            return messages.isEmpty();
        }
    }
}
