package com.startynk.sync.platform.json;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that clients sent: what cannot be read is {@code INVALID_INPUT}. */
public final class JsonReading {

    private final JsonMapper json;

    JsonReading(JsonMapper json) {
        this.json = json;
    }

    /** Reads one JSON value in UTF-8, of any kind. */
    public JsonNode read(byte[] body) {
        if (body.length == 0) {
            throw invalid("The body is empty.");
        }
        requireUtf8(body);
        try {
            return present(json.readTree(body));
        } catch (JacksonException e) {
            throw invalid(explain(e));
        }
    }

    /** Reads one JSON value of any kind. */
    public JsonNode read(String text) {
        try {
            return present(json.readTree(text));
        } catch (JacksonException e) {
            throw invalid(explain(e));
        }
    }

    private static JsonNode present(JsonNode node) {
        if (node.isMissingNode()) {
            throw invalid("There is no JSON value.");
        }
        return node;
    }

    /** Where it stopped, and never what stood there: inputs do not belong into answers or logs. */
    private static String explain(JacksonException failure) {
        var location = failure.getLocation();
        return location == null
                ? "This is no valid JSON."
                : "This is no valid JSON (line " + location.getLineNr() + ", column " + location.getColumnNr() + ").";
    }

    private static SyncFailure invalid(String message) {
        return new SyncFailure(ErrorCode.INVALID_INPUT, message);
    }

    /** The parser would guess UTF-16 and let overlong forms and halves of surrogate pairs pass. */
    private static void requireUtf8(byte[] body) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(body);
        var out = CharBuffer.allocate(Math.min(body.length, 8192));
        while (true) {
            var result = decoder.decode(in, out, true);
            if (result.isUnderflow()) {
                break;
            }
            if (result.isError()) {
                throw invalid("The body is not UTF-8.");
            }
            out.clear();
        }
        if (body[0] == 0 || (body.length > 1 && body[1] == 0)) {
            throw invalid("The body is not UTF-8.");
        }
    }
}
