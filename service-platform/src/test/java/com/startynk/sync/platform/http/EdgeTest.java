package com.startynk.sync.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.RunningPlatform.Answer;
import com.startynk.sync.platform.Tokens;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeTest {

    private final RunningPlatform platform = RunningPlatform.shared();

    @Test
    void answersJsonWithInstantsInMillis() {
        var answer = platform.get("/api/v1/me");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).startsWith("application/json");
        assertThat(answer.json().get("at").asString()).isEqualTo("2026-11-23T08:00:01.100Z");
    }

    @Test
    void answersJsonWhateverTheCallerWouldAccept() {
        var answer = platform.send(platform.request("/api/v1/me").header("Accept", "text/html"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).startsWith("application/json");
    }

    @Test
    void tellsBrowsersToDoNothingWithIt() {
        for (var answer : List.of(
                platform.get("/api/v1/me"),
                platform.get("/api/v1/nothing-here"),
                platform.send(platform.bare("/api/v1/me")),
                platform.send(platform.bare("/actuator/health/liveness")))) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; frame-ancestors 'none'");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.response().headers().allValues("Cache-Control")).hasSize(1);
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void letsNoForeignPageCall() {
        var asked = platform.send(preflight(platform, "https://app.example"));

        assertThat(asked.status()).isGreaterThanOrEqualTo(400);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(platform.send(platform.request("/api/v1/me").header("Origin", "https://app.example"))
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void letsListedPagesCallWithoutCookies() {
        try (var open = RunningPlatform.start(Map.of("startynk.http.allowed-origins", "https://app.example"))) {
            var asked = open.send(preflight(open, "https://app.example"));
            assertThat(asked.status()).isEqualTo(200);
            assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
            assertThat(asked.header("Access-Control-Allow-Headers")).containsIgnoringCase("authorization");
            assertThat(asked.header("Access-Control-Allow-Credentials")).isEmpty();
            var called = open.send(open.request("/api/v1/me").header("Origin", "https://app.example"));
            assertThat(called.status()).isEqualTo(200);
            assertThat(called.header("Access-Control-Allow-Origin")).isEqualTo("https://app.example");

            assertThat(open.send(preflight(open, "https://evil.example")).header("Access-Control-Allow-Origin"))
                    .isEmpty();
            var foreign = open.send(open.request("/api/v1/me").header("Origin", "https://evil.example"));
            assertThat(foreign.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    private static HttpRequest.Builder preflight(RunningPlatform platform, String origin) {
        return platform.bare("/api/v1/me")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization");
    }

    @Test
    void setsNoCookie() {
        assertThat(platform.get("/api/v1/me").header("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/v1/me", "/api/v1/nothing-here", "/%61pi/v1/me", "/api/v1/open/7"})
    void needsATokenUnderApi(String path) {
        var answer = platform.send(platform.bare(path));

        assertProblem(answer, 401, "UNAUTHENTICATED");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer", "Basic YWRtaW46YWRtaW4=", "Bearer not.a.token"})
    void refusesOtherThanAValidToken(String authorization) {
        assertProblem(
                platform.send(platform.bare("/api/v1/me").header("Authorization", authorization)),
                401,
                "UNAUTHENTICATED");
    }

    @Test
    void opensWhatAServiceOpensAndNothingBesideIt() {
        var open = platform.bare("/api/v1/open/7").POST(BodyPublishers.noBody());
        var beside = platform.bare("/api/v1/open/7/more").POST(BodyPublishers.noBody());

        assertThat(platform.send(open).status()).isEqualTo(200);
        assertThat(platform.send(beside).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"a\": ", "{}{}", "{\"a\":1,}", "{\"a\":NaN}", "{\"a\":1,\"a\":1}"})
    void refusesABodyThatIsNoJson(String body) {
        assertProblem(platform.post("/api/v1/echo", body), 400, "INVALID_INPUT");
    }

    @Test
    void refusesABodyThatIsNotUtf8() {
        var body = new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};

        assertProblem(platform.post("/api/v1/echo", body, "application/json"), 400, "INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 5_000, 30_000})
    void refusesDeepNesting(int depth) {
        var body = "{\"data\":" + "[".repeat(depth) + "]".repeat(depth) + "}";

        assertProblem(platform.post("/api/v1/echo", body), 400, "INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=ISO-8859-1", "x"})
    void refusesOtherContentTypes(String type) {
        var answer = platform.post("/api/v1/echo", "{}".getBytes(StandardCharsets.UTF_8), type);

        assertProblem(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void takesJsonInAnyCaseWithACharset() {
        var body = "{\"a\":\"Gießen – 打设 🏗️\"}";

        for (var type : new String[] {"application/json", "application/json; charset=UTF-8", "Application/JSON"}) {
            var answer = platform.post("/api/v1/echo", body.getBytes(StandardCharsets.UTF_8), type);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.response().body()).isEqualTo(body);
        }
    }

    @Test
    void bodiesOfRecordsAreReadAsStrictly() {
        assertThat(platform.post("/api/v1/shape", "{\"size\":3}")
                        .json()
                        .get("size")
                        .intValue())
                .isEqualTo(3);
        assertProblem(platform.post("/api/v1/shape", "{\"size\":\"many\"}"), 400, "INVALID_INPUT");
        assertProblem(platform.post("/api/v1/shape", "{\"size\":1,\"size\":2}"), 400, "INVALID_INPUT");
        assertProblem(platform.post("/api/v1/shape", "[]"), 400, "INVALID_INPUT");
        assertProblem(platform.post("/api/v1/shape", "null"), 400, "INVALID_INPUT");
    }

    @Test
    void unknownPathsAreNotFound() {
        assertProblem(platform.get("/api/v1/nothing-here"), 404, "NOT_FOUND");
        assertProblem(platform.get("/nothing-here"), 404, "NOT_FOUND");
        assertProblem(platform.get("/error"), 404, "NOT_FOUND");
        assertProblem(platform.get("/"), 404, "NOT_FOUND");
    }

    @Test
    void otherMethodsAreNamed() {
        var answer = platform.send(platform.request("/api/v1/echo").method("PATCH", BodyPublishers.ofString("{}")));

        assertProblem(answer, 405, "METHOD_NOT_SUPPORTED");
        assertThat(answer.header("Allow")).isEqualTo("POST");
    }

    @Test
    void anIdThatIsNoUuidIsNotFound() {
        var id = UUID.randomUUID();

        assertThat(platform.get("/api/v1/things/" + id).json().asString()).isEqualTo(id.toString());
        assertProblem(platform.get("/api/v1/things/7"), 404, "NOT_FOUND");
        assertProblem(platform.get("/api/v1/things/" + "a".repeat(3000)), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '[]', 5",
        "'list=a&list=b&limit=7', '[\"a\",\"b\"]', 7",
        "'list=a,b,,%20c&limit=', '[\"a\",\"b\",\"c\"]', 5"
    })
    void listsMayBeRepeatedOrSeparatedByCommas(String query, String list, int limit) {
        var answer = platform.get("/api/v1/parameters?" + query);

        assertThat(answer.json().get("list").toString()).isEqualTo(list);
        assertThat(answer.json().get("limit").intValue()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=11", "limit=1.5", "limit=x", "limit=99999999999999999999", "limit=1&limit=2"})
    void aWrongParameterIsNamed(String query) {
        var answer = platform.get("/api/v1/parameters?" + query);

        assertProblem(answer, 400, "INVALID_INPUT");
        assertThat(answer.json().get("errors").get(0).get("field").asString()).isEqualTo("limit");
    }

    @Test
    void invalidInputNamesItsFields() {
        var answer = platform.get("/api/v1/invalid");

        assertProblem(answer, 400, "INVALID_INPUT");
        assertThat(answer.json().get("errors").toString())
                .isEqualTo("[{\"field\":\"data.progress\",\"message\":\"must be a number\"}]");
    }

    @Test
    void saysWhenToComeBack() {
        var answer = platform.get("/api/v1/limited");

        assertProblem(answer, 429, "RATE_LIMITED");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.json().get("limit").intValue()).isEqualTo(5);
    }

    @Test
    void aDefectTellsNothingOfItself() {
        var answer = platform.get("/api/v1/broken");

        assertProblem(answer, 500, "INTERNAL_ERROR");
        assertThat(answer.response().body()).doesNotContain("secret", "IllegalState");
    }

    @Test
    void aBodyUpToTheLimitIsTaken() {
        var body = "{\"a\":\"" + "x".repeat(8 * 1024 * 1024 - 8) + "\"}";

        assertThat(platform.post("/api/v1/echo", body).status()).isEqualTo(200);
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedBeforeItsTokenIsLookedAt() {
        var request = platform.bare("/api/v1/echo")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[9 * 1024 * 1024]));

        assertProblem(platform.send(request), 413, "PAYLOAD_TOO_LARGE");
    }

    @Test
    void aBodyWithoutALengthIsCountedWhileItIsRead() {
        var body = new ByteArrayInputStream(new byte[9 * 1024 * 1024]);
        var request = platform.request("/api/v1/echo")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> body));

        assertProblem(platform.send(request), 413, "PAYLOAD_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "-2", "ffffffffffffffff", "2\r\n{}x"})
    void aBodyInChunksThatAreNoneIsClearlyRefused(String chunk) throws Exception {
        for (var path : new String[] {"/api/v1/echo", "/trpc/notes.change"}) {
            var answer = RawRequest.send(
                    platform.port(),
                    "POST " + path + " HTTP/1.1",
                    "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\nAuthorization: Bearer "
                            + Tokens.valid() + "\r\n\r\n" + chunk);

            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.text()).contains("\"errorCode\":\"INVALID_INPUT\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/things/%00 HTTP/1.1",
                "GET /api/v1/things/..%2f..%2fetc HTTP/1.1",
                "GET /api/v1/things/a;b=c HTTP/1.1",
                "GET /api//v1/me HTTP/1.1",
                "GET /api/../api/v1/me HTTP/1.1",
                "GET /api/v1/things/%zz HTTP/1.1",
                "GET /api/v1/parameters?limit=%zz HTTP/1.1",
                "GET /api/v1/parameters?limit=%ff HTTP/1.1",
                "GET /api/v1/plain-parameter?name=% HTTP/1.1",
                "GET /api/v1/parameters?a%00b=1&limit=%00 HTTP/1.1",
                "GET /api/v1/parameters?limit={1} HTTP/1.1",
                "TRACE /api/v1/me HTTP/1.1",
                "BREW /api/v1/me HTTP/1.1",
                "GET /trpc/%00 HTTP/1.1",
                "GET /trpc/notes.echo?input=%zz HTTP/1.1",
                "GET /trpc/notes.echo?input=%ff HTTP/1.1",
                "nonsense"
            })
    void hostileRequestLinesAreClearlyRefused(String requestLine) throws Exception {
        var answer = RawRequest.send(platform.port(), requestLine, "Authorization: Bearer " + Tokens.valid());

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.text()).contains("json").contains("\"errorCode\":\"");
    }

    @Test
    void aHeaderOf100KibibytesIsClearlyRefused() throws Exception {
        assertThat(RawRequest.send(
                                platform.port(),
                                "GET /api/v1/me HTTP/1.1",
                                "Authorization: Bearer " + "x".repeat(100 * 1024))
                        .status())
                .isEqualTo(401);
        assertThat(RawRequest.send(platform.port(), "GET /api/v1/me HTTP/1.1", "X-Filler: " + "x".repeat(129 * 1024))
                        .status())
                .isEqualTo(400);
    }

    private static void assertProblem(Answer answer, int status, String errorCode) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.errorCode()).isEqualTo(errorCode);
        assertThat(answer.json().get("status").intValue()).isEqualTo(status);
        assertThat(answer.json().get("title").asString()).isNotBlank();
    }
}
