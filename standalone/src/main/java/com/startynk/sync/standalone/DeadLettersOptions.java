package com.startynk.sync.standalone;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may follow {@code dead-letters} on the command line.
 *
 * @param retry whether to have them tried again
 * @param sequence the entity whose are; null for all
 * @param port of the running system's HTTP API
 * @param data where it keeps the key of its tokens
 */
record DeadLettersOptions(boolean retry, @Nullable String sequence, int port, Path data) {

    static DeadLettersOptions parse(List<String> arguments) {
        var retry = false;
        @Nullable String sequence = null;
        var port = 3000;
        var data = Path.of(".startynk");
        var rest = new ArrayDeque<>(arguments);
        while (!rest.isEmpty()) {
            var name = rest.removeFirst();
            switch (name) {
                case "--port" -> port = Options.portNumber(name, Options.value(name, rest));
                case "--data" -> data = Path.of(Options.value(name, rest));
                default -> {
                    if (name.startsWith("--") || sequence != null || (!retry && !name.equals("retry"))) {
                        throw new UsageError("unknown option " + name);
                    }
                    sequence = retry ? name : null;
                    retry = true;
                }
            }
        }
        return new DeadLettersOptions(
                retry, sequence, port, data.toAbsolutePath().normalize());
    }
}
