package com.startynk.sync.platform.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Which bodies are taken: JSON in UTF-8, said so. */
public final class JsonContent {

    private static final String PLAIN = MediaType.APPLICATION_JSON_VALUE;

    private JsonContent() {}

    /**
     * Whether the content type is JSON.
     *
     * @param contentType the value of the header; null when there is none
     */
    public static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        if (contentType.equals(PLAIN)) {
            return true;
        }
        try {
            return isJson(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    static boolean isJson(@Nullable MediaType type) {
        if (type == null || !type.getType().equals("application")) {
            return false;
        }
        if (!type.getSubtype().equals("json") && !type.getSubtype().endsWith("+json")) {
            return false;
        }
        var charset = type.getCharset();
        return charset == null || charset.equals(StandardCharsets.UTF_8);
    }
}
