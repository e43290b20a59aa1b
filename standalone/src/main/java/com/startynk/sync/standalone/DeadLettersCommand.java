package com.startynk.sync.standalone;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows what projections of a running system could not take, and has it tried again. */
final class DeadLettersCommand {

    private static final String PATH = "/api/v1/admin/projections/dead-letters";

    private final PublicApi api;
    private final DeadLettersOptions options;
    private final Consumer<String> lines;

    DeadLettersCommand(DeadLettersOptions options, Map<String, String> environment, Consumer<String> lines) {
        this.api = new PublicApi(options.port(), KnownSecret.of(options.data(), environment), JsonMapper.shared());
        this.options = options;
        this.lines = lines;
    }

    /** Whether all that was to be tried again was taken, or nothing was to be. */
    boolean run() {
        return options.retry() ? retry(options.sequence()) : list();
    }

    private boolean list() {
        var listed = api.get(PATH);
        lines.accept(listed.get("events").longValue() + " dead letters");
        listed.get("items").forEach(head -> lines.accept(shown(head)));
        return true;
    }

    private boolean retry(@Nullable String sequence) {
        var answer = api.send("POST", PATH + "/retry", sequence == null ? Map.of() : Map.of("sequenceId", sequence));
        var taken = 0L;
        var all = true;
        for (var stream : answer.get("items")) {
            taken += stream.get("taken").longValue();
            if (!stream.get("cause").isNull()) {
                all = false;
                lines.accept(stream.get("sequenceId").stringValue() + " still not: "
                        + stream.get("cause").stringValue());
            }
        }
        lines.accept(taken + " taken");
        return all;
    }

    static String shown(JsonNode head) {
        var letter = head.get("letter");
        var type = letter.get("eventType").stringValue();
        return String.format(
                Locale.ROOT,
                "%s %s: %,d from %s %d on, since %s, tried again %d times: %s",
                letter.get("processor").stringValue(),
                letter.get("sequenceId").stringValue(),
                head.get("events").longValue(),
                type.substring(type.lastIndexOf('.') + 1),
                letter.get("sequenceNumber").longValue(),
                letter.get("parkedAt").stringValue(),
                letter.get("attempts").intValue(),
                letter.get("cause").asString("it waits"));
    }
}
