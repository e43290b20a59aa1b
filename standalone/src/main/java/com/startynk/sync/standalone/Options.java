package com.startynk.sync.standalone;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line may say.
 *
 * @param data  where everything is kept
 * @param types a folder of the user's own entity types
 * @param demo  whether to make a small building site
 */
record Options(int port, int wsPort, Path data, @Nullable Path types, boolean demo) {

    Options {
        if (port == wsPort) {
            throw new UsageError("--port and --ws-port cannot both be " + port);
        }
    }

    static Options parse(List<String> arguments) {
        var port = 3000;
        var wsPort = 3001;
        var data = Path.of(".startynk");
        @Nullable Path types = null;
        var demo = false;
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var name = rest.removeFirst();
            switch (name) {
                case "--port" -> port = portNumber(name, value(name, rest));
                case "--ws-port" -> wsPort = portNumber(name, value(name, rest));
                case "--data" -> data = Path.of(value(name, rest));
                case "--types" ->
                    types = Path.of(value(name, rest)).toAbsolutePath().normalize();
                case "--demo" -> demo = true;
                default -> throw new UsageError("unknown option " + name);
            }
        }
        return new Options(port, wsPort, data.toAbsolutePath().normalize(), types, demo);
    }

    static String value(String name, ArrayDeque<String> rest) {
        var value = rest.pollFirst();
        if (value == null || value.isEmpty() || value.startsWith("--")) {
            throw new UsageError(name + " needs a value");
        }
        return value;
    }

    static int portNumber(String name, String text) {
        if (text.matches("[0-9]{1,5}")) {
            var port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        throw new UsageError(name + " needs a number from 1 to 65535, not " + text);
    }
}
