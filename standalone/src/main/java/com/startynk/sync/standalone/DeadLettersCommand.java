package com.startynk.sync.standalone;

import java.util.LinkedHashMap;
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

    /** Call by call, for each goes on for a while only; until none is left, or a call has got nowhere. */
    private boolean retry(@Nullable String sequence) {
        var wanted = sequence == null ? Map.<String, String>of() : Map.of("sequenceId", sequence);
        var causes = new LinkedHashMap<String, String>();
        var taken = 0L;
        JsonNode answer;
        long more;
        do {
            answer = api.send("POST", PATH + "/retry", wanted);
            more = note(answer, causes);
            taken += more;
        } while (answer.get("more").booleanValue() && more > 0);
        if (sequence != null && taken == 0 && causes.isEmpty() && isEmpty(answer)) {
            lines.accept("there are no dead letters of " + sequence);
            return false;
        }
        return told(taken, causes, answer);
    }

    /** Whether there was nothing to try. */
    private static boolean isEmpty(JsonNode answer) {
        return answer.get("items").isEmpty()
                && answer.get("left").isEmpty()
                && !answer.get("more").booleanValue();
    }

    /** Answers how many one call has taken; of what is tried again and again the last cause counts. */
    static long note(JsonNode answer, Map<String, String> causes) {
        var taken = 0L;
        for (var stream : answer.get("items")) {
            taken += stream.get("taken").longValue();
            var name = stream.get("sequenceId").stringValue();
            if (stream.get("cause").isNull()) {
                causes.remove(name);
            } else {
                causes.put(name, stream.get("cause").stringValue());
            }
        }
        return taken;
    }

    private boolean told(long taken, Map<String, String> causes, JsonNode last) {
        causes.forEach((name, cause) -> lines.accept(name + " still not: " + cause));
        for (var one : last.get("left")) {
            lines.accept(one.get("processor").stringValue() + " "
                    + one.get("sequenceId").stringValue() + ": left, for it is not projected on this node");
        }
        lines.accept(taken + " taken");
        var isCutShort = last.get("more").booleanValue();
        if (isCutShort) {
            lines.accept("time was short; not all have been tried");
        }
        return causes.isEmpty() && last.get("left").isEmpty() && !isCutShort;
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
