package com.startynk.sync.platform.trpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.RunningPlatform.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TrpcTest {

    private final RunningPlatform platform = RunningPlatform.shared();

    @Test
    void aQueryIsAGetWithItsInputInTheUrl() {
        var answer = get("notes.echo?input=" + encoded("{\"a\":[1,\"Gießen 打设\"]}"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).startsWith("application/json");
        assertThat(answer.response().body()).isEqualTo("{\"result\":{\"data\":{\"a\":[1,\"Gießen 打设\"]}}}");
    }

    @Test
    void aQueryTakesPostToo() {
        assertThat(post("notes.echo", "{\"a\":1}").json().at("/result/data/a").intValue())
                .isEqualTo(1);
    }

    @Test
    void anAbsentInputIsNull() {
        assertThat(get("notes.echo").response().body()).isEqualTo("{\"result\":{\"data\":null}}");
        assertThat(post("notes.echo", "").response().body()).isEqualTo("{\"result\":{\"data\":null}}");
        assertThat(get("notes.nothing").response().body()).isEqualTo("{\"result\":{\"data\":null}}");
        assertThat(platform.send(platform.request("/trpc/notes.echo").POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aProcedureKnowsCallerAndHeaders() {
        var answer = platform.send(platform.request("/trpc/notes.whoAmI").header("Accept-Language", "de"));

        assertThat(answer.json().at("/result/data/language").asString()).isEqualTo("de");
        assertThat(answer.json().at("/result/data/userId").asString()).hasSize(36);
    }

    @Test
    void aBatchIsAnsweredInItsOrder() {
        var answer = post("notes.echo,notes.nothing,notes.echo?batch=1", "{\"0\":\"a\",\"2\":{\"b\":1}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body())
                .isEqualTo(
                        "[{\"result\":{\"data\":\"a\"}},{\"result\":{\"data\":null}},{\"result\":{\"data\":{\"b\":1}}}]");
    }

    @Test
    void aBatchOfOneIsStillAnArray() {
        assertThat(get("notes.echo?batch=1&input=%7B%7D").response().body())
                .isEqualTo("[{\"result\":{\"data\":null}}]");
        assertThat(get("notes.echo?input=%7B%7D&batch=1").json().isArray()).isTrue();
    }

    @Test
    void mutationsOfABatchRunInItsOrder() {
        var answers =
                post("notes.change,notes.change,notes.change?batch=1", "{}").json();

        var first = answers.get(0).at("/result/data").intValue();
        assertThat(answers.get(1).at("/result/data").intValue()).isEqualTo(first + 1);
        assertThat(answers.get(2).at("/result/data").intValue()).isEqualTo(first + 2);
    }

    @Test
    void differentEndsAreMultiStatus() {
        var answer = get("notes.echo,notes.refuse,notes.nope?batch=1");

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().get(0).has("result")).isTrue();
        assertError(answer.json().get(1), 429, "RATE_LIMITED", "TOO_MANY_REQUESTS", -32029, "notes.refuse");
        assertError(answer.json().get(2), 404, "NOT_FOUND", "NOT_FOUND", -32004, "notes.nope");
    }

    @Test
    void equalEndsAreTheBatchsStatus() {
        var answer = get("notes.refuse,notes.refuse?batch=1");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
    }

    @Test
    void aFailureHasExactlyTheDocumentedMembers() {
        var answer = get("notes.refuse");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.json().propertyNames()).containsExactly("error");
        assertThat(answer.json().get("error").propertyNames()).containsExactly("message", "code", "data");
        assertError(answer.json(), 429, "RATE_LIMITED", "TOO_MANY_REQUESTS", -32029, "notes.refuse");
    }

    @Test
    void aDefectSpoilsNoOtherCallAndTellsNothing() {
        var answer = get("notes.broken,notes.echo?batch=1");

        assertThat(answer.status()).isEqualTo(207);
        assertError(answer.json().get(0), 500, "INTERNAL_ERROR", "INTERNAL_SERVER_ERROR", -32603, "notes.broken");
        assertThat(answer.response().body()).doesNotContain("secret");
    }

    @Test
    void withoutATokenEveryCallOfABatchIsUnauthenticated() {
        var answer = platform.send(platform.bare("/trpc/notes.echo,notes.change?batch=1&input=%7B%7D"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().size()).isEqualTo(2);
        assertError(answer.json().get(0), 401, "UNAUTHENTICATED", "UNAUTHORIZED", -32001, "notes.echo");
        assertError(answer.json().get(1), 401, "UNAUTHENTICATED", "UNAUTHORIZED", -32001, "notes.change");
    }

    @Test
    void aMutationByGetChangesNothing() {
        var before = post("notes.change", "{}").json().at("/result/data").intValue();

        var answer = get("notes.change?input=%7B%7D");

        assertThat(answer.status()).isEqualTo(405);
        assertError(answer.json(), 405, "METHOD_NOT_SUPPORTED", "METHOD_NOT_SUPPORTED", -32005, "notes.change");
        assertThat(post("notes.change", "{}").json().at("/result/data").intValue())
                .isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"})
    void otherMethodsAreNotSupported(String method) {
        var answer = platform.send(platform.request("/trpc/notes.echo").method(method, BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "notes", "constructor", "notes.__proto__", "a/b", "notes.echo/", "notes.echo,notes.echo"})
    void otherNamesAreNotFound(String name) {
        var answer = get(name);

        assertThat(answer.status()).isEqualTo(404);
        assertError(answer.json(), 404, "NOT_FOUND", "NOT_FOUND", -32004, name);
    }

    @Test
    void emptyNamesInABatchAreNotFound() {
        var answer = get(",,,?batch=1");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().size()).isEqualTo(4);
    }

    @Test
    void theBarePathIsNotFound() {
        assertThat(platform.get("/trpc").status()).isEqualTo(404);
        assertThat(platform.send(platform.bare("/trpc")).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"input=%7B", "input=hello", "input=", "input=%7B%7D%7B%7D"})
    void anInputInTheUrlThatIsNoJsonIsInvalid(String query) {
        var answer = get("notes.echo?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertError(answer.json(), 400, "INVALID_INPUT", "BAD_REQUEST", -32600, "notes.echo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"x\"", "{"})
    void aBatchsInputMustBeAnObject(String input) {
        for (var answer : new Answer[] {
            get("notes.echo,notes.nothing?batch=1&input=" + encoded(input)),
            post("notes.echo,notes.nothing?batch=1", input)
        }) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().size()).isEqualTo(2);
            assertError(answer.json().get(1), 400, "INVALID_INPUT", "BAD_REQUEST", -32600, "notes.nothing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "hello", "{}{}", "{\"a\":1,}", "{'a':1}", "{\"a\":NaN}"})
    void aBodyThatIsNoJsonIsInvalid(String body) {
        var answer = post("notes.echo", body);

        assertThat(answer.status()).isEqualTo(400);
        assertError(answer.json(), 400, "INVALID_INPUT", "BAD_REQUEST", -32600, "notes.echo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "nonsense"})
    void otherContentTypesAreNotSupported(String type) {
        var answer = platform.post("/trpc/notes.echo", "{}".getBytes(StandardCharsets.UTF_8), type);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().at("/error/data/code").asString()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aBodyBeyondTheLimitIsTooLarge() {
        var answer = platform.post("/trpc/notes.echo", new byte[9 * 1024 * 1024], "application/json");

        assertThat(answer.status()).isEqualTo(413);
        assertError(answer.json(), 413, "PAYLOAD_TOO_LARGE", "PAYLOAD_TOO_LARGE", -32013, "notes.echo");
    }

    private Answer get(String call) {
        return platform.get("/trpc/" + call);
    }

    private Answer post(String call, String body) {
        return platform.post("/trpc/" + call, body);
    }

    private static String encoded(String input) {
        return URLEncoder.encode(input, StandardCharsets.UTF_8);
    }

    private static void assertError(
            JsonNode answer, int status, String errorCode, String code, int number, String procedure) {
        var error = answer.get("error");
        assertThat(error.get("code").intValue()).isEqualTo(number);
        assertThat(error.get("message").asString()).isNotBlank();
        assertThat(error.at("/data/code").asString()).isEqualTo(code);
        assertThat(error.at("/data/httpStatus").intValue()).isEqualTo(status);
        assertThat(error.at("/data/path").asString()).isEqualTo(procedure);
        assertThat(error.at("/data/errorCode").asString()).isEqualTo(errorCode);
    }
}
