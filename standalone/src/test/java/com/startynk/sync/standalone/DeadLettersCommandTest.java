package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeadLettersCommandTest {

    @Test
    void readsItsOptions() {
        assertThat(DeadLettersOptions.parse(List.of("--data", "/tmp/site")))
                .isEqualTo(new DeadLettersOptions(false, null, 3000, Path.of("/tmp/site")));
        assertThat(DeadLettersOptions.parse(List.of("retry", "--data", "/tmp/site", "--port", "3100")))
                .isEqualTo(new DeadLettersOptions(true, null, 3100, Path.of("/tmp/site")));
        assertThat(DeadLettersOptions.parse(List.of("retry", "5f", "--data", "/tmp/site")))
                .isEqualTo(new DeadLettersOptions(true, "5f", 3000, Path.of("/tmp/site")));
        assertThatThrownBy(() -> DeadLettersOptions.parse(List.of("5f"))).hasMessage("unknown option 5f");
        assertThatThrownBy(() -> DeadLettersOptions.parse(List.of("retry", "5f", "60")))
                .hasMessage("unknown option 60");
    }

    @Test
    void showsWhatIsParkedAndWhy() {
        var head = JsonMapper.shared().readTree("""
                {"letter": {"processor": "entity-rows", "sequenceId": "5f", "sequenceNumber": 3,
                 "eventType": "com.startynk.sync.events.entity.EntityChanged", "cause": "too long", "attempts": 2,
                 "parkedAt": "2026-11-26T10:00:00Z"}, "events": 4}
                """);

        assertThat(DeadLettersCommand.shown(head))
                .isEqualTo("entity-rows 5f: 4 from EntityChanged 3 on, since 2026-11-26T10:00:00Z, tried again 2 times:"
                        + " too long");
    }

    @Test
    void anIdOfNoDeadLetterIsToldAsSuch() throws Exception {
        try (var server = new AnsweringServer(200, "{\"items\": [], \"left\": [], \"more\": false}")) {
            var lines = new ArrayList<String>();
            var options = new DeadLettersOptions(true, "nope", server.port(), Path.of("."));
            var environment = Map.of("JWT_SECRET", "a-secret-of-thirty-two-bytes-or-more");

            assertThat(new DeadLettersCommand(options, environment, lines::add).run())
                    .isFalse();

            assertThat(lines).containsExactly("there are no dead letters of nope");
        }
    }

    @Test
    void ofWhatIsTriedAgainTheLastAnswerCounts() {
        var causes = new LinkedHashMap<String, String>();

        var first = DeadLettersCommand.note(answer(200, "null", "\"too long\""), causes);
        var second = DeadLettersCommand.note(answer(50, "\"too old\"", "null"), causes);

        assertThat(first).isEqualTo(200);
        assertThat(second).isEqualTo(50);
        assertThat(causes).containsExactly(Map.entry("5f", "too old"));
    }

    private static JsonNode answer(long taken, String cause, String otherCause) {
        return JsonMapper.shared().readTree("""
                {"items": [{"processor": "entity-rows", "sequenceId": "5f", "taken": %d, "cause": %s, "left": 1},
                 {"processor": "entity-rows", "sequenceId": "60", "taken": 0, "cause": %s, "left": 1}],
                 "left": [], "more": true}
                """.formatted(taken, cause, otherCause));
    }
}
