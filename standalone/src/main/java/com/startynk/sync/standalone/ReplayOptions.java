package com.startynk.sync.standalone;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may follow {@code replay} on the command line.
 *
 * @param processor what to replay; null for all
 * @param from a place in the event store, a time or an entity's id; null for the beginning
 * @param list whether to say only what there is
 * @param port of the running system's HTTP API
 * @param data where it keeps the key of its tokens
 */
record ReplayOptions(@Nullable String processor, @Nullable String from, boolean list, int port, Path data) {

    static ReplayOptions parse(List<String> arguments) {
        @Nullable String processor = null;
        @Nullable String from = null;
        var list = false;
        var port = 3000;
        var data = Path.of(".startynk");
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var name = rest.removeFirst();
            switch (name) {
                case "--list" -> list = true;
                case "--from" -> from = Options.value(name, rest);
                case "--port" -> port = Options.portNumber(name, Options.value(name, rest));
                case "--data" -> data = Path.of(Options.value(name, rest));
                default -> {
                    if (name.startsWith("--") || processor != null) {
                        throw new UsageError("unknown option " + name);
                    }
                    processor = name;
                }
            }
        }
        return new ReplayOptions(
                processor, from, list, port, data.toAbsolutePath().normalize());
    }

    /** What the call that starts it is told. */
    Map<String, String> wanted() {
        var wanted = new HashMap<String, String>();
        if (processor != null) {
            wanted.put("processor", processor);
        }
        if (from != null) {
            wanted.put("from", from);
        }
        return wanted;
    }
}
