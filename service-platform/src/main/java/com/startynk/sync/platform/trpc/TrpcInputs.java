package com.startynk.sync.platform.trpc;

import com.startynk.sync.platform.http.JsonContent;
import com.startynk.sync.platform.json.JsonReading;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Reads the inputs of a request's calls; null where one is left out. */
final class TrpcInputs {

    private final JsonReading json;

    TrpcInputs(JsonReading json) {
        this.json = json;
    }

    List<JsonNode> read(HttpServletRequest request, TrpcRequest calls) throws IOException {
        var input = request.getMethod().equals("GET") ? ofUrl(request) : ofBody(request);
        if (!calls.batch()) {
            return List.of(input);
        }
        if (!input.isObject() && !input.isNull()) {
            throw new SyncFailure(ErrorCode.INVALID_INPUT, "A batch's input is an object with a member for each call.");
        }
        return IntStream.range(0, calls.names().size())
                .mapToObj(n -> {
                    var own = input.get(Integer.toString(n));
                    return own == null ? NullNode.getInstance() : own;
                })
                .toList();
    }

    private JsonNode ofUrl(HttpServletRequest request) {
        try {
            var input = request.getParameter("input");
            return input == null ? NullNode.getInstance() : json.read(input);
        } catch (IllegalStateException e) {
            throw new SyncFailure(ErrorCode.INVALID_INPUT, "The URL's parameters cannot be decoded.");
        }
    }

    private JsonNode ofBody(HttpServletRequest request) throws IOException {
        var contentType = request.getContentType();
        if (contentType != null && !JsonContent.isJson(contentType)) {
            throw new SyncFailure(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
        }
        var body = request.getInputStream().readAllBytes();
        if (body.length == 0) {
            return NullNode.getInstance();
        }
        if (contentType == null) {
            throw new SyncFailure(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json.");
        }
        return json.read(body);
    }
}
