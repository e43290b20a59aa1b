package com.startynk.sync.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.axon.NoteProcessing;
import com.startynk.sync.platform.failure.Outage;
import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.resource.ClientResources;
import java.io.IOException;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void withoutItsDatabaseItAsksForPatienceAndComesBackByItself() throws IOException {
        var address = URI.create(EmbeddedStack.shared().newDatabase().substring("jdbc:".length()));
        try (var cable = new Cable(address.getPort());
                var platform = RunningPlatform.start(Map.of(
                        "spring.datasource.url",
                        "jdbc:mysql://127.0.0.1:" + cable.port() + address.getPath() + "?sslMode=DISABLED"))) {
            assertThat(platform.get("/api/v1/notes/count").status()).isEqualTo(200);

            cable.cut();
            var cutAt = System.nanoTime();

            for (var call = 0; call < 20; call++) {
                var answer = platform.get("/api/v1/notes/count");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.errorCode()).isEqualTo("TEMPORARILY_UNAVAILABLE");
                assertThat(answer.header("Retry-After")).isEqualTo("1");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - cutAt))
                    .as("twenty calls, of which only the first waits for a connection")
                    .isLessThan(Duration.ofSeconds(8));
            await().atMost(Duration.ofSeconds(20)).until(() -> probe(platform, "readiness") == 503);
            assertThat(probe(platform, "liveness")).isEqualTo(200);

            cable.mend();

            await().atMost(Duration.ofSeconds(20)).until(() -> probe(platform, "readiness") == 200);
            var id = UUID.randomUUID().toString();
            platform.bean(CommandGateway.class).sendAndWait(NoteProcessing.write(id, "after the outage"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !NoteProcessing.texts(platform, id).isEmpty());
        }
    }

    @Test
    void anOutageIsToldInSingleLines() throws IOException {
        var address = URI.create(EmbeddedStack.shared().newDatabase().substring("jdbc:".length()));
        try (var cable = new Cable(address.getPort());
                var platform = RunningPlatform.start(Map.of(
                        "spring.datasource.url",
                        "jdbc:mysql://127.0.0.1:" + cable.port() + address.getPath() + "?sslMode=DISABLED"));
                var log = RecordedLog.open()) {
            cable.cut();

            await().atMost(Duration.ofSeconds(20)).until(() -> probe(platform, "readiness") == 503);

            // Another outage of this JVM may have been told just before: the next call after a while is told again.
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(platform.get("/api/v1/notes/count").status()).isEqualTo(503);
                assertThat(log.lines()).anyMatch(line -> line.contains("is out of reach"));
            });
            assertThat(log.traces()).isEmpty();
            assertThat(log.lines()).hasSizeLessThan(20);
        }
    }

    @Test
    void workOnAConnectionThatThePoolHasClosedMeetsAnOutage() throws SQLException {
        var pool = RunningPlatform.shared().bean(DataSource.class).unwrap(HikariDataSource.class);
        var connection = pool.getConnection();
        connection.close();

        assertThatThrownBy(connection::createStatement).satisfies(OutageTest::isOutage);
    }

    @Test
    void workOnAStatementThatWasClosedWithItsConnectionMeetsAnOutage() throws SQLException {
        var stack = EmbeddedStack.shared();
        var connection = DriverManager.getConnection(
                stack.jdbcUrl(), stack.mariaDb().username(), stack.mariaDb().password());
        try (var statement = connection.prepareStatement("SELECT 1")) {
            connection.close();

            assertThatThrownBy(statement::executeQuery).satisfies(OutageTest::isOutage);
        }
    }

    private static void isOutage(Throwable failure) {
        assertThat(Outage.isBehind(new IllegalStateException(failure))).isTrue();
    }

    @Test
    void redisIsFoundAgainWithinASecondHoweverLongItWasAway() {
        var resources = RunningPlatform.shared().bean(ClientResources.class);

        assertThat(resources.reconnectDelay().createDelay(1000)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void withoutRedisItStaysReady() throws IOException {
        try (var cable = new Cable(EmbeddedStack.shared().redis().port());
                var platform =
                        RunningPlatform.start(Map.of("spring.data.redis.port", Integer.toString(cable.port())))) {
            cable.cut();

            assertThat(probe(platform, "readiness")).isEqualTo(200);
        }
    }

    private static int probe(RunningPlatform platform, String name) {
        return platform.send(platform.bare("/actuator/health/" + name)).status();
    }
}
