package com.startynk.sync.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonReadingTest {

    private final JsonMapper mapper = new JsonConfiguration().jsonMapper();
    private final JsonReading json = new JsonReading(mapper);

    @Test
    void readsAnyJsonValue() {
        assertThat(json.read(bytes("{\"a\":[1,2.5,\"ß漢🏗\",null,true]}")).toString())
                .isEqualTo("{\"a\":[1,2.5,\"ß漢🏗\",null,true]}");
        assertThat(json.read("null").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "{\"a\":",
                "{}{}",
                "{} x",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":1,\"a\":2}",
                "{\"b\":{\"a\":1,\"a\":1}}",
                "// no\n{}",
                "\"\t\""
            })
    void refusesWhatIsNoStrictJson(String text) {
        assertInvalid(() -> json.read(bytes(text)));
        assertInvalid(() -> json.read(text));
    }

    static byte[][] notUtf8() {
        return new byte[][] {
            {'"', (byte) 0xff, (byte) 0xfe, '"'},
            {'"', (byte) 0xc3, '"'},
            {'"', (byte) 0xc0, (byte) 0x80, '"'},
            {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
            {'"', 'a', (byte) 0xe6},
            "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE),
            "{\"a\":1}".getBytes(StandardCharsets.UTF_16BE),
            "{\"a\":1}".getBytes(StandardCharsets.UTF_16),
            "{\"a\":1}".getBytes(java.nio.charset.Charset.forName("UTF-32LE")),
        };
    }

    @ParameterizedTest
    @MethodSource("notUtf8")
    void refusesOtherEncodings(byte[] body) {
        assertInvalid(() -> json.read(body));
    }

    @Test
    void findsABadByteFarIntoALargeBody() {
        var body = bytes("\"" + "漢".repeat(20_000) + "\"");
        body[50_000] = (byte) 0xff;

        assertInvalid(() -> json.read(body));
    }

    @Test
    void takesDepthUpToTheLimitAndNotBeyond() {
        assertThat(json.read(nested(JsonConfiguration.MAX_DEPTH)).isArray()).isTrue();
        assertInvalid(() -> json.read(nested(JsonConfiguration.MAX_DEPTH + 1)));
        assertInvalid(() -> json.read(nested(100_000)));
    }

    @Test
    void neverQuotesTheInputInItsComplaint() {
        assertThatThrownBy(() -> json.read("{\"password\":hunter2}"))
                .hasMessageNotContainingAny("hunter2", "password")
                .hasMessageContaining("line 1");
    }

    @Test
    void aNumberBeyondADoubleIsLeftToTheItemsValidation() {
        assertThat(json.read("{\"a\":1e400}").get("a").doubleValue()).isInfinite();
    }

    @Test
    void writesInstantsWithThreeDigitsAndMembersInTheirOrder() {
        var value = new LinkedHashMap<String, Object>();
        value.put("z", Instant.parse("2026-11-23T08:00:01.123987Z"));
        value.put("a", Instant.parse("2026-11-23T08:00:01Z"));

        assertThat(mapper.writeValueAsString(value))
                .isEqualTo("{\"z\":\"2026-11-23T08:00:01.123Z\",\"a\":\"2026-11-23T08:00:01.000Z\"}");
    }

    @Test
    void ignoresMembersThatARecordDoesNotKnow() {
        record Known(int a) {}

        assertThat(mapper.readValue("{\"a\":1,\"b\":2}", Known.class)).isEqualTo(new Known(1));
        assertThat(mapper.writeValueAsString(Map.of("big", 1e21))).isEqualTo("{\"big\":1.0E21}");
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertInvalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SyncFailure.class, f -> assertThat(f.errorCode()).isEqualTo(ErrorCode.INVALID_INPUT));
    }
}
