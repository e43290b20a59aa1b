package com.startynk.sync.query.audit;

import static com.startynk.sync.query.Site.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An export that is far larger than what the server could have in its hands for one reader. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeExportTest {

    private static final int TASKS = 100;
    private static final int CHANGES = 120;
    private static final int EVENTS = 1 + TASKS * (1 + CHANGES);

    /** What one change holds; all of them together are some 24 MB, and more than 30 as lines. */
    private static final String LONG_TEXT = "0123456789".repeat(200);

    private RunningQuerySide querySide;
    private String project;

    @BeforeAll
    void fill() {
        querySide = RunningQuerySide.start(
                Map.of("startynk.audit.reading.exports", "2", "server.tomcat.connection-timeout", "4s"));
        var site = new Site(querySide);
        project = site.project();
        var tasks = new ArrayList<String>();
        site.together(() -> IntStream.range(0, TASKS)
                .forEach(n -> tasks.add(site.task(project, Map.of("title", "Task", "description", LONG_TEXT)))));
        for (var n = 0; n < CHANGES; n++) {
            var text = LONG_TEXT + n;
            site.together(() -> tasks.forEach(task -> site.change(task, Map.of("description", text))));
        }
        querySide.settle();
    }

    @AfterAll
    void stop() {
        querySide.close();
    }

    @Test
    void isReadFromTheStorePageByPage() {
        var stored = querySide.bean(StoredEvents.class);
        var wanted = StoredEvents.Wanted.withMetaData("projectId", project);
        var place = 0L;
        var read = 0;
        for (var head = stored.head(); place < head; ) {
            var page = stored.after(place, head, wanted);
            assertThat(page.events()).hasSizeLessThanOrEqualTo(200);
            read += page.events().size();
            place = page.end();
        }
        assertThat(read).isEqualTo(EVENTS);
    }

    @Test
    void comesToItsReaderWhole() {
        var answer = querySide.get("/api/v1/audit/events?projectId=" + project, ADMIN);

        assertThat(answer.body().lines()).hasSize(EVENTS).allMatch(line -> line.endsWith("}"));
    }

    @Test
    void isNotReadAheadOfASlowReaderAndHoldsNoConnectionMeanwhile() throws IOException {
        var before = written();
        try (var reading = new Reading()) {
            assertThat(reading.line()).startsWith("HTTP/1.1 200");

            var stands = awaitStandstill();

            assertThat(stands - before).isPositive().isLessThan(EVENTS / 2.0);
            // The projections take one now and then.
            await().pollInterval(Duration.ofMillis(2)).until(() -> gauge("hikaricp.connections.active") == 0);
        }
        awaitNobodyReads();
        assertThat(written() - before).isLessThan(EVENTS / 2.0);
    }

    @Test
    void isGivenUpWhereItsReaderTakesNothing() throws IOException {
        try (var reading = new Reading()) {
            assertThat(reading.line()).startsWith("HTTP/1.1 200");

            awaitStandstill();
            awaitNobodyReads();
        }
    }

    @Test
    void isForAFewAtATimeOnly() throws IOException {
        try (var one = new Reading();
                var other = new Reading()) {
            assertThat(one.line()).startsWith("HTTP/1.1 200");
            assertThat(other.line()).startsWith("HTTP/1.1 200");

            var third = querySide.get("/api/v1/audit/events?projectId=" + project, ADMIN);

            assertThat(third.status()).isEqualTo(503);
            assertThat(third.errorCode()).isEqualTo("TEMPORARILY_UNAVAILABLE");
            assertThat(third.header("Retry-After")).isEqualTo("30");
        }
        awaitNobodyReads();
    }

    @Test
    void isCutAndNotEndedWhereItCannotGoOn() throws IOException {
        try (var reading = new Reading()) {
            assertThat(reading.line()).startsWith("HTTP/1.1 200");
            awaitStandstill();
            // What comes next cannot be read any more.
            querySide.execute("RENAME TABLE domain_event TO domain_event_away");
            try {
                var tail = new ArrayDeque<String>();
                for (var line = reading.line(); line != null; line = reading.line()) {
                    tail.addLast(line);
                    if (tail.size() > 2) {
                        tail.removeFirst();
                    }
                }
                assertThat(tail)
                        .as("the end of a whole answer is an empty chunk")
                        .hasSize(2)
                        .doesNotContain("0");
            } finally {
                querySide.execute("RENAME TABLE domain_event_away TO domain_event");
            }
        }
        awaitNobodyReads();
    }

    /** Whoever takes less than a line in the time of the test does not make it go on. */
    private double awaitStandstill() {
        var last = new double[] {-1};
        await().pollInterval(Duration.ofMillis(500)).until(() -> {
            var now = written();
            var stands = now == last[0] && now > 0;
            last[0] = now;
            return stands;
        });
        return last[0];
    }

    private void awaitNobodyReads() {
        await().atMost(Duration.ofSeconds(20)).until(() -> gauge("startynk.audit.exports") == 0);
    }

    private double written() {
        return querySide
                .bean(MeterRegistry.class)
                .get("startynk.audit.lines")
                .counter()
                .count();
    }

    private double gauge(String name) {
        return querySide.bean(MeterRegistry.class).get(name).gauge().value();
    }

    /** A client with little room for what it has not read. */
    private final class Reading implements AutoCloseable {

        private final Socket socket = new Socket();
        private final BufferedReader reader;

        Reading() throws IOException {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), querySide.port()));
            socket.getOutputStream()
                    .write(("GET /api/v1/audit/events?projectId=" + project + " HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Connection: close\r\nAuthorization: Bearer " + RunningQuerySide.token(ADMIN)
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1024);
        }

        String line() throws IOException {
            return reader.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
