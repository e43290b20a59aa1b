package com.startynk.sync.standalone;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows what the sockets of a running system do, once a second. */
final class MonitorCommand {

    private static final String PATH = "/api/v1/admin/realtime";
    private static final long INTERVAL_MILLIS = 1000;

    /** Goes to the top of the terminal and clears it from there on. */
    private static final String TOP = "\u001b[H\u001b[J";

    private final MonitorOptions options;
    private final Map<String, String> environment;
    private final Consumer<String> out;

    /** @param out is given lines, or a whole picture that begins with {@link #TOP} */
    MonitorCommand(MonitorOptions options, Map<String, String> environment, Consumer<String> out) {
        this.options = options;
        this.environment = environment;
        this.out = out;
    }

    /** Goes on until the thread is interrupted, but for {@code --once}. */
    void run() throws InterruptedException {
        var key = KnownSecret.of(options.data(), environment);
        var api = new PublicApi(options.port(), key, JsonMapper.shared());
        var before = api.get(PATH);
        do {
            TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
            var now = api.get(PATH);
            show(before, now);
            before = now;
        } while (!options.once());
    }

    private void show(JsonNode before, JsonNode now) {
        var nodes = SocketFigures.of(before, now);
        if (options.once() || options.lines()) {
            out.accept("nodes=" + nodes.size() + " " + SocketFigures.sum(nodes).line());
        } else {
            var complete = now.path("complete").booleanValue(true);
            out.accept(TOP + String.join(System.lineSeparator(), SocketPicture.of(nodes, complete)));
        }
    }
}
