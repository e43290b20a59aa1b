package com.startynk.sync.standalone;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What may follow {@code ws:monitor} on the command line.
 *
 * @param port of the running system's HTTP API
 * @param data where it keeps the key of its tokens
 * @param once whether one line is enough
 * @param lines whether to print a line a second, where no terminal shows a picture
 */
record MonitorOptions(int port, Path data, boolean once, boolean lines) {

    static MonitorOptions parse(List<String> arguments) {
        var port = 3000;
        var data = Path.of(".startynk");
        var once = false;
        var lines = false;
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var name = rest.removeFirst();
            switch (name) {
                case "--port" -> port = Options.portNumber(name, Options.value(name, rest));
                case "--data" -> data = Path.of(Options.value(name, rest));
                case "--once" -> once = true;
                case "--lines" -> lines = true;
                default -> throw new UsageError("unknown option " + name);
            }
        }
        return new MonitorOptions(port, data.toAbsolutePath().normalize(), once, lines);
    }
}
