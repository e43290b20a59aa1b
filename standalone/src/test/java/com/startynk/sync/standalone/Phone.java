package com.startynk.sync.standalone;

import com.startynk.sync.client.DeviceCopy;
import com.startynk.sync.client.SyncClient;
import com.startynk.sync.protocol.push.SyncItem;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.updates.Change;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A phone as its user has it: an outbox for what is done offline, a copy of the data, a socket while there is signal. */
final class Phone implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SyncClient client;
    private final DeviceCopy copy = new DeviceCopy();
    private final List<SyncItem> outbox = new ArrayList<>();
    private final Socket socket;

    Phone(Installation server, String userId, String role) throws IOException {
        var secret = java.nio.file.Files.readString(server.data().resolve("jwt-secret"));
        var token = Tokens.of(userId, userId + "-phone", role, secret);
        client = new SyncClient(URI.create("http://127.0.0.1:" + server.port()), () -> token);
        socket = IO.socket(
                URI.create("http://127.0.0.1:" + server.wsPort()),
                IO.Options.builder()
                        .setAuth(Map.of("token", token))
                        .setForceNew(true)
                        .setReconnection(false)
                        .build());
        socket.on("entity:changed", message -> hear(message[0].toString()));
    }

    private void hear(String message) {
        copy.take(List.of(JSON.treeToValue(JSON.readTree(message).get("changes"), Change[].class)));
    }

    /** Edits offline: the change goes into the outbox, made on the version that the phone holds. */
    void edit(String taskId, Map<String, Object> fields) {
        outbox.add(item(
                "UPDATE", taskId, null, copy.find("task", taskId).orElseThrow().version(), fields));
    }

    void create(String taskId, String projectId, Map<String, Object> fields) {
        outbox.add(item("CREATE", taskId, projectId, null, fields));
    }

    private static SyncItem item(
            String operation, String taskId, String projectId, Long baseVersion, Map<String, Object> fields) {
        return new SyncItem(
                UUID.randomUUID().toString(),
                "task",
                operation,
                taskId,
                null,
                projectId,
                baseVersion,
                fields,
                null,
                Instant.now().toString(),
                null);
    }

    /** Finds signal: sends the outbox, pulls what came meanwhile, and listens. */
    List<SyncResult> connect() throws Exception {
        socket.connect();
        List<SyncResult> answers =
                outbox.isEmpty() ? List.of() : client.push(outbox).results();
        outbox.clear();
        pull();
        return answers;
    }

    void pull() throws Exception {
        for (var more = true; more; ) {
            var page = client.pull(copy.cursor());
            copy.take(page);
            more = page.hasMore();
        }
    }

    void loseSignal() {
        socket.disconnect();
    }

    boolean listens() {
        return socket.connected();
    }

    DeviceCopy copy() {
        return copy;
    }

    @Override
    public void close() {
        socket.close();
    }
}
