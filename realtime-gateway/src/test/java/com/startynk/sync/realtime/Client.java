package com.startynk.sync.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Manager;
import io.socket.client.Socket;
import io.socket.engineio.client.Transport;
import io.socket.engineio.parser.Packet;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A phone: the unmodified Java client of Socket.IO, and all that it was told. */
final class Client implements AutoCloseable {

    static final String CHANGED = "entity:changed";

    record Heard(String event, JsonNode payload) {}

    final Socket socket;
    final List<Heard> heard = new CopyOnWriteArrayList<>();

    /** Names of the transports that messages came over. */
    final Set<String> carriers = ConcurrentHashMap.newKeySet();

    private Client(int port, Map<String, String> auth, String... transports) {
        var options = new IO.Options();
        options.forceNew = true;
        options.reconnection = false;
        options.transports = transports;
        options.auth = auth;
        socket = IO.socket(URI.create("http://127.0.0.1:" + port), options);
        socket.onAnyIncoming(event -> hear((String) event[0], event[1]));
        socket.on(Socket.EVENT_CONNECT, event -> heard.add(new Heard("connect", Gateway.JSON.nullNode())));
        socket.on(Socket.EVENT_CONNECT_ERROR, event -> hear("connect_error", event[0]));
        socket.on(Socket.EVENT_DISCONNECT, event -> hear("disconnect", event[0]));
        socket.io().on(Manager.EVENT_TRANSPORT, event -> watch((Transport) event[0]));
        socket.connect();
    }

    private void watch(Transport transport) {
        transport.on(Transport.EVENT_PACKET, event -> {
            if (((Packet<?>) event[0]).type.equals(Packet.MESSAGE)) {
                carriers.add(transport.name);
            }
        });
    }

    static Client at(int port, String token) {
        return new Client(port, Map.of("token", token), "websocket");
    }

    static Client with(Gateway gateway, String token) {
        return with(gateway, token, null, "websocket").connected();
    }

    static Client resuming(Gateway gateway, String token, String cursor) {
        return with(gateway, token, cursor, "websocket").connected();
    }

    static Client with(Gateway gateway, String token, @Nullable String cursor, String... transports) {
        var auth = new HashMap<>(Map.of("token", token));
        if (cursor != null) {
            auth.put("cursor", cursor);
        }
        return new Client(gateway.port(), auth, transports);
    }

    private Client connected() {
        await().until(() -> !all("connect").isEmpty() || !all("connect_error").isEmpty());
        assertThat(all("connect_error")).isEmpty();
        return this;
    }

    private void hear(String event, Object payload) {
        heard.add(new Heard(event, Gateway.JSON.readTree(text(payload))));
    }

    private static String text(Object payload) {
        return payload instanceof JSONObject object ? object.toString() : JSONObject.quote(payload.toString());
    }

    List<JsonNode> all(String event) {
        return heard.stream()
                .filter(one -> one.event().equals(event))
                .map(Heard::payload)
                .toList();
    }

    /** The ids of all entities that it was told of, in order. */
    List<String> changed() {
        var ids = new ArrayList<String>();
        for (var message : all(CHANGED)) {
            message.path("changes")
                    .forEach(change -> ids.add(change.path("entityId").stringValue()));
        }
        return ids;
    }

    JsonNode next(String event) {
        return next(event, payload -> true);
    }

    JsonNode next(String event, Predicate<JsonNode> wanted) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(all(event)).anyMatch(wanted));
        return all(event).stream().filter(wanted).findFirst().orElseThrow();
    }

    void hears(String... entityIds) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(changed()).containsExactly(entityIds));
    }

    /** Every message begins where the one before it ended. */
    void assertChained() {
        var messages = all(CHANGED);
        for (var n = 1; n < messages.size(); n++) {
            assertThat(messages.get(n).path("previousCursor"))
                    .isEqualTo(messages.get(n - 1).path("cursor"));
        }
    }

    /** Emits with an acknowledgement and waits for it. */
    JsonNode ask(String event, Object... payload) {
        var answer = new CompletableFuture<String>();
        socket.emit(event, payload, (Ack) reply -> answer.complete(text(reply[0])));
        return Gateway.JSON.readTree(answer.orTimeout(8, TimeUnit.SECONDS).join());
    }

    /** The same with a payload given as JSON text. */
    JsonNode askJson(String event, String payload) {
        return ask(event, json(payload));
    }

    static JSONObject json(String text) {
        try {
            return new JSONObject(text);
        } catch (org.json.JSONException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        socket.disconnect();
    }
}
