package com.startynk.sync.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ReplayCommandTest {

    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    private static final String REST =
            "[{\"processor\":\"entity-rows\",\"from\":\"5f\"},{\"processor\":\"feed-sums\",\"from\":null}]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUNNING | 0      | 1000000 | 0 | entity-rows [..............................]   0 %  0 events, 0 a second, 0 put right",
                "RUNNING | 450000 | 1000000 | 3 | entity-rows [#############.................]  45 %  450,000 events, 45,000 a second, 12 s left, 3 put right",
                "STOPPED | 450000 | 1000000 | 3 | entity-rows [#############.................]  45 %  450,000 events, 45,000 a second, 3 put right, stopped; to go on: replay entity-rows --from 5f, then replay feed-sums",
                "DONE    | 900    | 1000    | 0 | entity-rows [##############################] 100 %  900 events, 90 a second, 0 put right, done"
            })
    void showsHowFarItIs(String state, long events, long total, long corrected, String shown) {
        var progress = JsonMapper.shared()
                .readTree(
                        "{\"state\":\"%s\",\"events\":%d,\"total\":%d,\"corrected\":%d,\"startedAt\":\"%s\",\"processor\":\"entity-rows\",\"left\":0,\"rest\":%s}"
                                .formatted(state, events, total, corrected, START, state.equals("DONE") ? "[]" : REST));

        assertThat(ReplayCommand.shown(progress, START.plusSeconds(10))).isEqualTo(shown);
    }

    @Test
    void saysWhatStaysWrong() {
        var progress = JsonMapper.shared().readTree("""
                {"state": "DONE", "events": 900, "total": 900, "corrected": 1, "startedAt": "2026-11-26T10:00:00Z",
                 "processor": "all", "left": 2, "rest": []}
                """);

        assertThat(ReplayCommand.shown(progress, START.plusSeconds(10)))
                .endsWith("1 put right, 2 wrong and left so, as the log says, done");
    }

    @Test
    void readsItsOptions() {
        assertThat(ReplayOptions.parse(List.of("--port", "3100", "--data", "/tmp/site")))
                .isEqualTo(new ReplayOptions(null, null, false, 3100, Path.of("/tmp/site")));
        assertThat(ReplayOptions.parse(List.of("side-logs", "--from", "5", "--data", "/tmp/site")))
                .isEqualTo(new ReplayOptions("side-logs", "5", false, 3000, Path.of("/tmp/site")));
        assertThat(ReplayOptions.parse(List.of("--list")).list()).isTrue();
        assertThatThrownBy(() -> ReplayOptions.parse(List.of("--to", "5"))).hasMessage("unknown option --to");
        assertThatThrownBy(() -> ReplayOptions.parse(List.of("all", "all"))).hasMessage("unknown option all");
    }

    @Test
    void saysWhereItLooksForTheKey(@TempDir Path folder) {
        assertThatThrownBy(() ->
                        new ReplayCommand(new ReplayOptions(null, null, false, 3000, folder), Map.of(), line -> {}))
                .hasMessageContaining("jwt-secret", "--data", "JWT_SECRET");
    }

    @Test
    void whoStopsItWaitsForTheLastLine() throws Exception {
        var stopped = new AtomicBoolean();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/admin/replays", exchange -> {
            if (exchange.getRequestMethod().equals("DELETE")) {
                stopped.set(true);
            }
            var answer = """
                    {"state": "%s", "events": 1, "total": 9, "corrected": 0, "startedAt": "%s", "endedAt": "%s",
                     "processor": "entity-rows", "left": 0, "rest": %s}
                    """.formatted(stopped.get() ? "STOPPED" : "RUNNING", START, START, REST)
                    .getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            var lines = new LinkedBlockingQueue<String>();
            var command = new ReplayCommand(
                    new ReplayOptions(null, null, false, server.getAddress().getPort(), Path.of(".")),
                    Map.of("JWT_SECRET", "a-secret-of-thirty-two-bytes-or-more"),
                    lines::add);
            var run = CompletableFuture.supplyAsync(() -> {
                try {
                    return command.run();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                } finally {
                    command.ended();
                }
            });
            assertThat(lines.poll(30, TimeUnit.SECONDS)).contains("entity-rows [");

            command.stop();

            assertThat(lines).last().asString().contains("stopped; to go on: replay entity-rows --from 5f");
            assertThat(run.get(30, TimeUnit.SECONDS)).isFalse();
        } finally {
            server.stop(0);
        }
    }
}
