package com.startynk.sync.realtime.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** The few answers that the engine gives over HTTP. {@link HttpConnection} adds what depends on the request. */
final class HttpAnswers {

    private static final String TEXT = "text/plain; charset=UTF-8";

    private HttpAnswers() {}

    static void packets(ChannelHandlerContext request, Frame frame) {
        var body = request.alloc().buffer(frame.length());
        frame.writeTo(body);
        packets(request, body);
    }

    static void packets(ChannelHandlerContext request, ByteBuf body) {
        answer(request, HttpResponseStatus.OK, TEXT, body);
    }

    static void ok(ChannelHandlerContext request) {
        answer(request, HttpResponseStatus.OK, TEXT, ByteBufUtil.writeAscii(request.alloc(), "ok"));
    }

    static void error(ChannelHandlerContext request, EngineError error) {
        var body = ByteBufUtil.writeAscii(request.alloc(), error.json());
        answer(request, HttpResponseStatus.BAD_REQUEST, "application/json", body);
    }

    static void empty(ChannelHandlerContext request, HttpResponseStatus status) {
        answer(request, status, TEXT, request.alloc().buffer(0));
    }

    private static void answer(ChannelHandlerContext request, HttpResponseStatus status, String type, ByteBuf body) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .set("X-Frame-Options", "DENY")
                .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .set("Referrer-Policy", "no-referrer")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        request.channel().writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
}
