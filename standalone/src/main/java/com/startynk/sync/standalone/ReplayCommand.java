package com.startynk.sync.standalone;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Has a running system lay its read model beside its events, and shows how far that is. */
final class ReplayCommand {

    private static final String PATH = "/api/v1/admin/replays";
    private static final long PAUSE_MILLIS = 300;
    private static final long STOPPING_SECONDS = 30;
    private static final int WIDTH = 30;

    private final PublicApi api;
    private final ReplayOptions options;
    private final Consumer<String> line;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopping;

    /**
     * Asks nothing yet.
     *
     * @param line is told each state, to be shown in the place of the one before
     */
    ReplayCommand(ReplayOptions options, Map<String, String> environment, Consumer<String> line) {
        this.api = new PublicApi(options.port(), KnownSecret.of(options.data(), environment), JsonMapper.shared());
        this.options = options;
        this.line = line;
    }

    /** Says which projections there are, how far each is, and what a replay can put right. */
    void list(Consumer<String> lines) {
        var listed = api.get("/api/v1/admin/projections");
        lines.accept("Projections:");
        for (var one : listed.get("processors")) {
            lines.accept(String.format(
                    Locale.ROOT,
                    "  %-20s at %,d, %,d behind, %,d dead letters",
                    one.get("name").stringValue(),
                    one.get("position").longValue(),
                    one.get("lag").longValue(),
                    one.get("deadLetters").longValue()));
        }
        lines.accept("What can be replayed:");
        listed.get("replays").properties().forEach(part -> lines.accept(shown(part)));
        lines.accept("What is left alone, and why:");
        listed.get("left").properties().forEach(part -> lines.accept(shown(part)));
    }

    private static String shown(Map.Entry<String, JsonNode> part) {
        return String.format(
                Locale.ROOT, "  %-20s %s", part.getKey(), part.getValue().stringValue());
    }

    /** Whether it came to its end, and nothing is wrong any more. */
    boolean run() throws InterruptedException {
        var progress = api.send("POST", PATH, options.wanted());
        while (state(progress).equals("RUNNING")) {
            line.accept(shown(progress, Instant.now()));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            progress = api.get(PATH);
        }
        line.accept(shown(progress, Instant.parse(progress.get("endedAt").stringValue())));
        return state(progress).equals("DONE") && progress.path("left").longValue() == 0;
    }

    /** What it has put right by then stays so. Returns when the last line, which says where to go on, has been shown. */
    void stop() {
        stopping = true;
        api.delete(PATH);
        try {
            if (!ended.await(STOPPING_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the replay is told to stop, and has not stopped yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isStopping() {
        return stopping;
    }

    /** Nothing more will be shown. */
    void ended() {
        ended.countDown();
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
                "%s [%s] %3.0f %%  %,d events, %,.0f a second%s, %,d put right%s%s",
                progress.get("processor").stringValue(),
                bar,
                part * 100,
                events,
                rate,
                left,
                progress.get("corrected").longValue(),
                wrong(progress),
                running ? "" : ", " + state(progress).toLowerCase(Locale.ROOT) + goOn(progress));
    }

    private static String wrong(JsonNode progress) {
        var left = progress.path("left").longValue();
        return left == 0 ? "" : String.format(Locale.ROOT, ", %,d wrong and left so, as the log says", left);
    }

    /** What is yet to be done of one that was stopped or failed, by part; sums always begin anew. */
    private static String goOn(JsonNode progress) {
        var rest = new ArrayList<String>();
        for (var part : progress.path("rest")) {
            var from = part.path("from").asString("");
            rest.add("replay " + part.get("processor").stringValue() + (from.isEmpty() ? "" : " --from " + from));
        }
        return rest.isEmpty() ? "" : "; to go on: " + String.join(", then ", rest);
    }
}
