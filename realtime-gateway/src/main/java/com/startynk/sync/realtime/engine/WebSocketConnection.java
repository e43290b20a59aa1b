package com.startynk.sync.realtime.engine;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A websocket: the transport of a session from the start, or a candidate for it. */
@SuppressWarnings("FutureReturnValueIgnored") // a close that fails has nobody left to tell
final class WebSocketConnection extends SimpleChannelInboundHandler<WebSocketFrame> {

    private static final Logger log = LoggerFactory.getLogger(WebSocketConnection.class);

    private final Session session;
    private final WebSocketTransport transport;

    private WebSocketConnection(Session session, WebSocketTransport transport) {
        this.session = session;
        this.transport = transport;
    }

    /**
     * Makes a websocket of an HTTP connection.
     *
     * @param first whether the session begins with it, else it asks to take over from polling
     */
    static void upgrade(
            ChannelHandlerContext connection,
            FullHttpRequest request,
            Session session,
            boolean first,
            EngineSettings settings) {
        var transport = new WebSocketTransport(connection.channel());
        var maxPayload = (int) settings.maxPayload().toBytes();
        var decoding = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(maxPayload)
                .allowExtensions(false)
                .withUTF8Validator(false)
                .build();
        var handshaker = new WebSocketServerHandshakerFactory(request.uri(), null, decoding).newHandshaker(request);
        if (handshaker == null) {
            HttpAnswers.error(connection, EngineError.BAD_REQUEST);
            if (first) {
                session.close();
            }
            return;
        }
        var pipeline = connection.pipeline();
        pipeline.addLast(
                new WebSocketFrameAggregator(maxPayload),
                new Utf8FrameValidator(),
                new WebSocketConnection(session, transport));
        pipeline.remove(HttpConnection.class);
        try {
            handshaker.handshake(connection.channel(), request).addListener(done -> {
                if (!done.isSuccess()) {
                    fail(connection, session, first, transport);
                } else if (first) {
                    session.open(transport);
                } else if (!session.probes(transport)) {
                    transport.close();
                }
            });
        } catch (WebSocketHandshakeException e) {
            log.debug("A websocket handshake is refused: {}", e.getMessage());
            fail(connection, session, first, transport);
        }
    }

    private static void fail(
            ChannelHandlerContext connection, Session session, boolean first, WebSocketTransport transport) {
        if (first) {
            session.close();
        } else {
            session.gone(transport);
        }
        connection.channel().close();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext connection, WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            session.text(transport, text.text());
        } else if (frame instanceof BinaryWebSocketFrame) {
            session.binary(transport);
        } else if (frame instanceof PingWebSocketFrame) {
            connection
                    .channel()
                    .writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            connection.channel().writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext connection) {
        if (connection.channel().isWritable()) {
            session.requestFlush();
        }
        connection.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext connection) {
        session.gone(transport);
        connection.fireChannelInactive();
    }

    /** Frames that are too long, no UTF-8 or no frames at all, and networks that break. */
    @Override
    public void exceptionCaught(ChannelHandlerContext connection, Throwable cause) {
        log.debug("A websocket breaks off: {}", cause.toString());
        connection.close();
    }
}
