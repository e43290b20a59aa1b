package com.startynk.sync.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has a running system lay its read model beside its events, and shows how far that is. */
final class ReplayCommand {

    private static final String PATH = "/api/v1/admin/replays";
    private static final long PAUSE_MILLIS = 300;
    private static final int WIDTH = 30;

    private final PublicApi api;
    private final Consumer<String> line;

    /**
     * Asks nothing yet.
     *
     * @param line is told each state, to be shown in the place of the one before
     */
    ReplayCommand(ReplayOptions options, Map<String, String> environment, Consumer<String> line) {
        this.api = new PublicApi(options.port(), SystemKey.find(options.data(), environment), JsonMapper.shared());
        this.line = line;
    }

    /** Whether it came to its end. */
    boolean run() throws InterruptedException {
        var progress = api.send("POST", PATH, Map.of());
        while (state(progress).equals("RUNNING")) {
            line.accept(shown(progress, Instant.now()));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            progress = api.get(PATH);
        }
        line.accept(shown(progress, Instant.parse(progress.get("endedAt").stringValue())));
        return state(progress).equals("DONE");
    }

    /** What it has put right by then stays so. */
    void stop() {
        api.delete(PATH);
    }

    private static String state(JsonNode progress) {
        return progress.get("state").stringValue();
    }

    static String shown(JsonNode progress, Instant now) {
        var events = progress.get("events").longValue();
        var total = Math.max(events, progress.get("total").longValue());
        var running = state(progress).equals("RUNNING");
        var part = !running && state(progress).equals("DONE") ? 1.0 : total == 0 ? 0 : (double) events / total;
        var millis = Math.max(
                1,
                Duration.between(Instant.parse(progress.get("startedAt").stringValue()), now)
                        .toMillis());
        var rate = events * 1000.0 / millis;
        var bar = "#".repeat((int) (part * WIDTH)) + ".".repeat(WIDTH - (int) (part * WIDTH));
        var left = running && rate > 0 ? String.format(Locale.ROOT, ", %.0f s left", (total - events) / rate) : "";
        return String.format(
                Locale.ROOT,
                "[%s] %3.0f %%  %,d events, %,.0f a second%s, %,d entities put right%s",
                bar,
                part * 100,
                events,
                rate,
                left,
                progress.get("corrected").longValue(),
                running ? "" : ", " + state(progress).toLowerCase(Locale.ROOT));
    }
}
