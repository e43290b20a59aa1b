package com.startynk.sync.realtime.engine;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP connection to the engine: one request at a time, each within its time. */
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails has nobody left to tell
final class HttpConnection extends ChannelDuplexHandler {

    private static final Logger log = LoggerFactory.getLogger(HttpConnection.class);

    private final Sessions sessions;
    private final EngineSettings settings;

    private boolean busy;
    private boolean keepAlive;
    private @Nullable String origin;
    private @Nullable Session polls;
    private @Nullable Future<?> deadline;

    HttpConnection(Sessions sessions) {
        this.sessions = sessions;
        this.settings = sessions.settings();
    }

    @Override
    public void channelActive(ChannelHandlerContext connection) {
        expectRequest(connection, settings.connectTimeout());
        connection.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext connection, Object message) {
        try {
            if (!(message instanceof FullHttpRequest request) || busy) {
                connection.close();
                return;
            }
            busy = true;
            expectNothing();
            keepAlive = HttpUtil.isKeepAlive(request);
            origin = request.headers().get(HttpHeaderNames.ORIGIN);
            take(connection, request);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ChannelHandlerContext connection, FullHttpRequest request) {
        if (request.decoderResult().isFailure() || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            keepAlive = false;
            HttpAnswers.error(connection, EngineError.BAD_REQUEST);
        } else if (!path(request.uri()).equals(EngineRequest.PATH)) {
            HttpAnswers.empty(connection, HttpResponseStatus.NOT_FOUND);
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            HttpAnswers.empty(connection, HttpResponseStatus.NO_CONTENT);
        } else {
            take(connection, request, EngineRequest.of(request));
        }
    }

    private void take(ChannelHandlerContext connection, FullHttpRequest request, EngineRequest asked) {
        var loop = connection.channel().eventLoop();
        var error = asked.error();
        var sid = asked.sid();
        if (error != null) {
            HttpAnswers.error(connection, error);
            return;
        }
        var session = sid == null ? sessions.create(connection.channel(), request.headers()) : sessions.find(sid);
        if (session == null) {
            HttpAnswers.error(connection, EngineError.UNKNOWN_SESSION);
        } else if (asked.webSocket()) {
            WebSocketConnection.upgrade(connection, request, session, sid == null, settings);
        } else if (sid == null) {
            var polling = new PollingTransport(loop, (int) settings.maxPayload().toBytes());
            polling.hold(connection);
            session.open(polling);
        } else if (asked.method().equals(HttpMethod.GET)) {
            polls = session;
            session.poll(connection);
        } else {
            session.post(connection, Payload.split(request.content()));
        }
    }

    @Override
    public void write(ChannelHandlerContext connection, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse response) {
            busy = false;
            polls = null;
            CrossOrigin.allow(response, origin, settings.allowedOrigins());
            HttpUtil.setKeepAlive(response, keepAlive);
            if (keepAlive) {
                expectRequest(connection, settings.keepAlive());
            } else {
                promise.addListener(ChannelFutureListener.CLOSE);
            }
        }
        connection.write(message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext connection) {
        expectNothing();
        if (polls != null) {
            polls.pollGone(connection);
        }
        connection.fireChannelInactive();
    }

    /** What arrives broken ends the connection; what it was is of interest to nobody but who debugs a client. */
    @Override
    public void exceptionCaught(ChannelHandlerContext connection, Throwable cause) {
        log.debug("An HTTP connection breaks off: {}", cause.toString());
        connection.close();
    }

    /** No longer speaks HTTP. */
    @Override
    public void handlerRemoved(ChannelHandlerContext connection) {
        expectNothing();
    }

    private void expectRequest(ChannelHandlerContext connection, Duration within) {
        expectNothing();
        deadline = connection
                .channel()
                .eventLoop()
                .schedule(() -> connection.close(), within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void expectNothing() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private static String path(String uri) {
        var query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
