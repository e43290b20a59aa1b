package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MonitorCommandTest {

    @Test
    void showsLevelsAsTheyAreAndCountsAsRates() {
        var figures = SocketFigures.of(answer(node("a", 1000, 10, 100)), answer(node("a", 3000, 12, 500)))
                .get(0);

        assertThat(figures.value(SocketFigure.WEBSOCKET)).isEqualTo(12);
        assertThat(figures.value(SocketFigure.ROOMS)).isEqualTo(6);
        assertThat(figures.value(SocketFigure.MESSAGES_OUT)).isEqualTo(200);
        assertThat(figures.value(SocketFigure.REFUSED)).isEqualTo(200);
        assertThat(figures.line())
                .startsWith("websocket=12 polling=1 signed-in=13 rooms=6 members=4 events-in=0.0 changes-in=200.0")
                .endsWith("refused=200.0");
    }

    @Test
    void addsNodesUpButForWhatEachOfThemHasAllOf() {
        var all = SocketFigures.sum(SocketFigures.of(
                answer(node("a", 1000, 0, 0), node("b", 5000, 0, 0)),
                answer(node("a", 2000, 12, 100), node("b", 6000, 30, 100))));

        assertThat(all.value(SocketFigure.WEBSOCKET)).isEqualTo(42);
        assertThat(all.value(SocketFigure.MESSAGES_OUT)).isEqualTo(200);
        assertThat(all.value(SocketFigure.CHANGES_IN)).isEqualTo(100);
        assertThat(all.value(SocketFigure.MEMBERS)).isEqualTo(4);
    }

    @Test
    void makesNoRatesOfANodeThatHasStartedAnewOrJustCame() {
        var before = answer(node("a", 90_000, 10, 100_000));
        for (var now : List.of(node("a", 1000, 10, 7), node("b", 1000, 10, 7))) {
            assertThat(SocketFigures.of(before, answer(now)).get(0).value(SocketFigure.MESSAGES_OUT))
                    .isZero();
        }
    }

    @Test
    void drawsSeveralNodesTogetherAndEach() {
        var nodes = SocketFigures.of(
                answer(node("a", 1000, 0, 0), node("b", 1000, 0, 0)),
                answer(node("a", 2000, 12, 1500), node("b", 2000, 30, 0)));

        assertThat(SocketPicture.of(nodes, true))
                .contains("2 nodes together", "node a:3001", "node b:3001")
                .anyMatch(line -> line.matches("  connections +42 websocket +2 polling +44 signed in"))
                .anyMatch(line -> line.matches("  out, a second +1,500\\.0 messages .*"))
                .anyMatch(line -> line.matches("  since start +RATE_LIMITED 1500"));
        assertThat(SocketPicture.of(nodes.subList(0, 1), false))
                .startsWith("node a:3001")
                .endsWith("Redis is out of reach: other nodes are not shown");
    }

    @Test
    void readsItsOptions() {
        assertThat(MonitorOptions.parse(List.of("--port", "3100", "--once", "--data", "/tmp/site")))
                .isEqualTo(new MonitorOptions(3100, Path.of("/tmp/site"), true, false));
        assertThatThrownBy(() -> MonitorOptions.parse(List.of("--forever"))).hasMessage("unknown option --forever");
    }

    @Test
    void saysWhereItLooksForTheKey(@TempDir Path folder) {
        var command = new MonitorCommand(new MonitorOptions(3000, folder, true, false), Map.of(), line -> {});
        assertThatThrownBy(command::run).hasMessageContainingAll("jwt-secret", "--data", "JWT_SECRET");
    }

    private static JsonNode answer(String... nodes) {
        return JsonMapper.shared().readTree("{\"nodes\":[" + String.join(",", nodes) + "],\"complete\":true}");
    }

    private static String node(String name, long upMillis, int webSockets, long count) {
        return """
                {"node": "%s", "port": 3001, "upMillis": %d,
                 "connections": {"websocket": %d, "polling": 1, "signedIn": %d},
                 "rooms": {"users": 1, "projects": 2, "entities": 3},
                 "presence": {"members": 4, "messages": 0},
                 "in": {"events": 0, "changes": %5$d}, "out": {"messages": %5$d},
                 "slow": {"syncRequired": {"GAP": 0}},
                 "handshakes": {"refused": {"UNAUTHENTICATED": 0, "RATE_LIMITED": %5$d}, "late": 0}}
                """.formatted(name, upMillis, webSockets, webSockets + 1, count);
    }
}
