package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PublicApiTest {

    @Test
    void ofARefusalItTellsWhatTheProblemSaysOfItself() throws Exception {
        try (var server = new AnsweringServer(
                400, "{\"type\":\"about:blank\",\"status\":400,\"detail\":\"there is nothing called nosuch\"}")) {
            var api = server.api();

            assertThatThrownBy(() -> api.send("POST", "/api/v1/admin/replays", Map.of()))
                    .hasMessage("there is nothing called nosuch (status 400)");
        }
    }

    @Test
    void anAnswerThatIsNoProblemIsToldWhole() throws Exception {
        try (var server = new AnsweringServer(502, "<h1>Bad gateway</h1>")) {
            var api = server.api();

            assertThatThrownBy(() -> api.get("/api/v1/admin/replays"))
                    .hasMessage("GET /api/v1/admin/replays was answered 502: <h1>Bad gateway</h1>");
        }
    }

    @Test
    void whereNobodyListensItAsksForTheSystemAndItsPort() {
        var api = new PublicApi(Installation.freePort(), "a-secret-of-thirty-two-bytes-or-more", JsonMapper.shared());

        assertThatThrownBy(() -> api.get("/api/v1/admin/realtime"))
                .hasMessageContainingAll("cannot reach", "Is the system running?", "--port");
    }
}
