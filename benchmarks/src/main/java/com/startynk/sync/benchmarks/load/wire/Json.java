package com.startynk.sync.benchmarks.load.wire;

import java.io.InputStream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads answers, of which the driver looks at a few members, and writes requests. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    public static <T> T read(byte[] json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** Reads one value and leaves what comes behind it. */
    public static <T> T readStart(InputStream json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /** JSON over several lines, for people. */
    public static byte[] writePretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    }
}
