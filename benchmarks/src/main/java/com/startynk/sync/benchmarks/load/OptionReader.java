package com.startynk.sync.benchmarks.load;

import com.startynk.sync.benchmarks.load.scenario.Plan;
import com.startynk.sync.benchmarks.load.scenario.Scenarios;
import com.startynk.sync.benchmarks.load.scenario.Size;
import com.startynk.sync.benchmarks.load.wire.Target;
import com.startynk.sync.benchmarks.load.wire.TokenSigner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the command line: names and values in turn. */
final class OptionReader {

    private static final Set<String> NAMES = Set.of(
            "--api",
            "--ws",
            "--secret",
            "--data",
            "--scenario",
            "--warmup",
            "--duration",
            "--concurrency",
            "--server-pid",
            "--json",
            "--devices",
            "--items",
            "--tasks",
            "--sockets",
            "--rate",
            "--start-rate",
            "--max-rate");
    private static final int LARGEST_BATCH = 500;
    /** Leaves of the time that a token is good two hours for the longest warm-up and what comes before and after. */
    private static final int LONGEST_DURATION =
            (int) TokenSigner.LIFE.minusHours(2).toSeconds();

    private static final int SHORTEST_SECRET = 32;

    private final Map<String, String> values = new HashMap<>();

    OptionReader(List<String> arguments) {
        for (var i = 0; i < arguments.size(); i += 2) {
            var name = arguments.get(i);
            if (!NAMES.contains(name)) {
                throw new UsageError("unknown option " + name);
            }
            if (i + 1 == arguments.size() || arguments.get(i + 1).startsWith("--")) {
                throw new UsageError(name + " needs a value");
            }
            values.put(name, arguments.get(i + 1));
        }
    }

    Options read() {
        var target = new Target(url("--api", "http://127.0.0.1:3000"), sockets(), secret());
        var json = values.get("--json");
        return new Options(target, scenarios(), plan(), servers(), json == null ? null : Path.of(json));
    }

    private Plan plan() {
        return new Plan(
                Duration.ofSeconds(number("--warmup", 5, 0, 3_600)),
                Duration.ofSeconds(number("--duration", 20, 1, LONGEST_DURATION)),
                number("--concurrency", 32, 1, 1_000),
                size());
    }

    private Size size() {
        return new Size(
                number("--devices", 2_000, 1, 100_000),
                number("--items", 50, 1, LARGEST_BATCH),
                number("--tasks", 20_000, 100, 10_000_000),
                number("--sockets", 500, 1, 20_000),
                number("--rate", 50, 1, 100_000),
                number("--start-rate", 100, 1, 100_000),
                number("--max-rate", 20_000, 1, 1_000_000));
    }

    private URI url(String name, String otherwise) {
        var text = values.getOrDefault(name, otherwise);
        try {
            var url = URI.create(text);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw notAnUrl(name, text);
        }
        throw notAnUrl(name, text);
    }

    private URI sockets() {
        var url = url("--ws", "http://127.0.0.1:3001");
        if (!"http".equals(url.getScheme()) || url.getPort() < 0) {
            throw new UsageError("--ws needs http:// and a port, as http://127.0.0.1:3001, not " + url);
        }
        return url;
    }

    private static UsageError notAnUrl(String name, String text) {
        return new UsageError(name + " needs a URL as http://127.0.0.1:3000, not " + text);
    }

    private String secret() {
        var given = values.get("--secret");
        var folder = values.get("--data");
        if ((given == null) == (folder == null)) {
            throw new UsageError("one of --secret and --data is needed: the server's key signs the devices' tokens");
        }
        var secret = given == null ? read(folder) : given;
        if (secret.length() < SHORTEST_SECRET) {
            throw new UsageError("the secret has " + secret.length() + " bytes; no server takes less than 32");
        }
        return secret;
    }

    private static String read(@Nullable String folder) {
        var file = Path.of(String.valueOf(folder)).resolve("jwt-secret");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UsageError("there is no " + file + " to read: is --data the folder of a system that has run?");
        }
    }

    private List<Scenarios> scenarios() {
        return Arrays.stream(values.getOrDefault("--scenario", "single").split(","))
                .map(OptionReader::scenario)
                .toList();
    }

    private static Scenarios scenario(String title) {
        return Arrays.stream(Scenarios.values())
                .filter(any -> any.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new UsageError(
                        "there is no scenario " + title + "; there are " + String.join(", ", Scenarios.titles())));
    }

    private List<ProcessHandle> servers() {
        var pids = values.get("--server-pid");
        return pids == null
                ? List.of()
                : Arrays.stream(pids.split(",")).map(OptionReader::process).toList();
    }

    private static ProcessHandle process(String pid) {
        if (!pid.matches("[0-9]{1,18}")) {
            throw new UsageError("--server-pid needs process ids, not " + pid);
        }
        return ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new UsageError("--server-pid: there is no process " + pid));
    }

    private int number(String name, int otherwise, int least, int most) {
        var text = values.getOrDefault(name, Integer.toString(otherwise));
        if (text.matches("[0-9]{1,9}")) {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new UsageError(name + " needs a number from " + least + " to " + most + ", not " + text);
    }
}
