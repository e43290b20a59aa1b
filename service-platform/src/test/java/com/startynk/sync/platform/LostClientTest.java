package com.startynk.sync.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Phones lose their signal in the middle of an answer, all day long. */
class LostClientTest {

    /** More than the buffers of both sockets take. */
    private static final int LARGE = 6_000_000;

    private final RunningPlatform platform = RunningPlatform.shared();

    @ParameterizedTest
    @ValueSource(strings = {"/trpc/notes.echo", "/api/v1/echo"})
    void anAnswerThatNobodyTakesIsNoNews(String path) throws IOException {
        var requests = requests();
        try (var log = RecordedLog.open()) {
            hangUp(path);

            await().until(() -> requests() > requests);
            assertThat(log.lines()).isEmpty();
        }
    }

    private void hangUp(String path) throws IOException {
        var body = "{\"text\":\"" + "x".repeat(LARGE) + "\"}";
        var head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + Tokens.valid() + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), platform.port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(socket.getInputStream().read()).isPositive();
        }
    }

    private double requests() {
        return platform.bean(MeterRegistry.class).find("http.server.requests").timers().stream()
                .mapToDouble(Timer::count)
                .sum();
    }
}
