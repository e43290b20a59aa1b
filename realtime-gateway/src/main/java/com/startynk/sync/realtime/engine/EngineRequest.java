package com.startynk.sync.realtime.engine;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of the engine, judged before anything else looks at it.
 *
 * @param sid null asks for a new session
 * @param error what is wrong with it; null when nothing is
 */
record EngineRequest(
        HttpMethod method,
        boolean webSocket,
        @Nullable String sid,
        @Nullable EngineError error) {

    static final String PATH = "/socket.io/";

    private static final String WEB_SOCKET = "websocket";

    static EngineRequest of(FullHttpRequest request) {
        var parameters = new QueryStringDecoder(request.uri()).parameters();
        var transport = first(parameters, "transport");
        var sid = first(parameters, "sid");
        var webSocket = WEB_SOCKET.equals(transport);
        var upgrades = request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        return new EngineRequest(
                request.method(),
                webSocket,
                sid,
                error(request.method(), first(parameters, "EIO"), transport, sid, upgrades));
    }

    private static @Nullable EngineError error(
            HttpMethod method,
            @Nullable String version,
            @Nullable String transport,
            @Nullable String sid,
            boolean upgrades) {
        var webSocket = WEB_SOCKET.equals(transport);
        if (!webSocket && !"polling".equals(transport)) {
            return EngineError.UNKNOWN_TRANSPORT;
        }
        if (!"4".equals(version)) {
            return EngineError.UNSUPPORTED_VERSION;
        }
        var get = HttpMethod.GET.equals(method);
        if (sid == null && !get) {
            return EngineError.BAD_HANDSHAKE_METHOD;
        }
        if (webSocket != upgrades || (!get && (webSocket || !HttpMethod.POST.equals(method)))) {
            return EngineError.BAD_REQUEST;
        }
        return null;
    }

    private static @Nullable String first(Map<String, List<String>> parameters, String name) {
        var values = parameters.get(name);
        return values == null ? null : values.get(0);
    }
}
