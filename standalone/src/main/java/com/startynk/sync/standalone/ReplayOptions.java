package com.startynk.sync.standalone;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What may follow {@code replay} on the command line.
 *
 * @param port of the running system's HTTP API
 * @param data where it keeps the key of its tokens
 */
record ReplayOptions(int port, Path data) {

    static final String USAGE = """
            Usage: replay [options]
              --port N      HTTP API of the running system (3000)
              --data DIR    its data folder (.startynk), for the key of its tokens unless JWT_SECRET is set""";

    static ReplayOptions parse(List<String> arguments) {
        var port = 3000;
        var data = Path.of(".startynk");
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var name = rest.removeFirst();
            switch (name) {
                case "--port" -> port = Options.portNumber(name, Options.value(name, rest));
                case "--data" -> data = Path.of(Options.value(name, rest));
                default -> throw new UsageError("unknown option " + name);
            }
        }
        return new ReplayOptions(port, data.toAbsolutePath().normalize());
    }
}
