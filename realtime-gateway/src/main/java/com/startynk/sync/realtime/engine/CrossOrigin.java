package com.startynk.sync.realtime.engine;

import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets listed web pages poll. Without credentials: a page brings its token itself. */
final class CrossOrigin {

    private static final String ANY = "*";

    private CrossOrigin() {}

    static void allow(FullHttpResponse response, @Nullable String origin, List<String> allowed) {
        if (origin == null || (!allowed.contains(ANY) && !allowed.contains(origin))) {
            return;
        }
        response.headers()
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, allowed.contains(ANY) ? ANY : origin)
                .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN)
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type")
                .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "600");
    }
}
