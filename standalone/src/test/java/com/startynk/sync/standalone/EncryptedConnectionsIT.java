package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedConnectionsIT {

    private static final String READINESS = "/actuator/health/readiness";
    private static final String SOCKETS = "/socket.io/?EIO=4&transport=polling";

    @TempDir
    private Path folder;

    @Test
    void bothServersSpeakTls13AndTakeANewCertificateWithoutARestart() throws Exception {
        var first = SelfSigned.in(folder, "server");
        try (var installation = installation(first)
                .with("SPRING_SSL_BUNDLE_WATCH_FILE_QUIETPERIOD", "100ms")
                .start()
                .awaitReady()) {
            assertThat(installation.output()).contains("https://localhost:" + installation.port());
            for (var url : List.of(api(installation), sockets(installation))) {
                var answer = get(first, "TLSv1.3", url);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
                assertThatThrownBy(() -> get(first, "TLSv1.2", url)).isInstanceOf(SSLHandshakeException.class);
            }
            assertThat(get(first, "TLSv1.3", api(installation)).headers().firstValue("Strict-Transport-Security"))
                    .contains("max-age=31536000");
            assertThat(firstWordOfAWebSocket(first, installation)).startsWith("0{");

            var second = SelfSigned.in(folder, "server");
            for (var url : List.of(api(installation), sockets(installation))) {
                await().atMost(Duration.ofSeconds(30))
                        .ignoreException(SSLHandshakeException.class)
                        .untilAsserted(
                                () -> assertThat(get(second, "TLSv1.3", url).statusCode())
                                        .isEqualTo(200));
            }
            assertThat(installation.output()).doesNotContain("WARN", "ERROR");
        }
    }

    @Test
    void aKeyThatIsNotTheCertificatesStopsTheStartInAFewWords() throws Exception {
        var own = SelfSigned.in(folder, "own");
        var other = SelfSigned.in(folder, "other");
        try (var installation = new Installation(folder)
                .with("TLS_CERTIFICATE", own.certificate().toString())
                .with("TLS_KEY", other.key().toString())
                .start()) {
            assertThat(installation.awaitEnd()).isEqualTo(2);
            assertThat(installation.output())
                    .contains("TLS_KEY is not the key of")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aFileThatHoldsNoCertificateStopsTheStartInAFewWords() throws Exception {
        var own = SelfSigned.in(folder, "own");
        Files.writeString(own.certificate(), "nothing");
        try (var installation = installation(own).start()) {
            assertThat(installation.awaitEnd()).isEqualTo(2);
            assertThat(installation.output())
                    .contains("cannot be used", own.certificate().toString())
                    .doesNotContain("\tat ");
        }
    }

    private Installation installation(SelfSigned certificate) {
        return new Installation(folder)
                .with("TLS_CERTIFICATE", certificate.certificate().toString())
                .with("TLS_KEY", certificate.key().toString());
    }

    private static URI api(Installation installation) {
        return URI.create("https://localhost:" + installation.port() + READINESS);
    }

    private static URI sockets(Installation installation) {
        return URI.create("https://localhost:" + installation.wsPort() + SOCKETS);
    }

    private static String firstWordOfAWebSocket(SelfSigned trusted, Installation installation) throws Exception {
        var word = new CompletableFuture<String>();
        var url = "wss://localhost:" + installation.wsPort() + "/socket.io/?EIO=4&transport=websocket";
        var socket = HttpClient.newBuilder()
                .sslContext(trusted.trust())
                .build()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        word.complete(text.toString());
                        return CompletableFuture.completedStage(null);
                    }
                })
                .get(10, TimeUnit.SECONDS);
        try {
            return word.get(10, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }

    /** By a client of its own, so that no connection is used again. */
    private static HttpResponse<String> get(SelfSigned trusted, String protocol, URI url) throws Exception {
        var parameters = new SSLParameters();
        parameters.setProtocols(new String[] {protocol});
        return HttpClient.newBuilder()
                .sslContext(trusted.trust())
                .sslParameters(parameters)
                .build()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
}
