package com.startynk.sync.benchmarks.load.socket;

import com.startynk.sync.benchmarks.load.wire.Json;
import com.startynk.sync.benchmarks.load.wire.Page;
import io.netty.buffer.ByteBufInputStream;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One connection: answers pings, names its token, and hands on the events that a listener cares for. */
final class SocketIo extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    private static final char OPEN = '0';
    private static final char PING = '2';
    private static final char MESSAGE = '4';
    private static final char CONNECT = '0';
    private static final char EVENT = '2';
    private static final char CONNECT_ERROR = '4';
    private static final String CHANGED = "[\"entity:changed\",";
    private static final String SYNC_REQUIRED = "[\"sync:required\"";

    private final String token;
    private final Listener listener;
    private final CompletableFuture<Void> connected;

    SocketIo(String token, Listener listener, CompletableFuture<Void> connected) {
        this.token = token;
        this.listener = listener;
        this.connected = connected;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) throws IOException {
        var nanos = System.nanoTime();
        switch (frame.content().getByte(0)) {
            case OPEN -> send(context, "40" + new String(Json.write(Map.of("token", token)), StandardCharsets.UTF_8));
            case PING -> send(context, "3");
            case MESSAGE -> message(frame, nanos);
            default -> {
                // Nothing that a listener waits for.
            }
        }
    }

    private static void send(ChannelHandlerContext context, String packet) {
        // A packet that cannot be sent ends the connection, which its listener hears.
        context.writeAndFlush(new TextWebSocketFrame(packet)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private void message(TextWebSocketFrame frame, long nanos) throws IOException {
        switch (frame.content().getByte(1)) {
            case CONNECT -> connected.complete(null);
            case CONNECT_ERROR -> connected.completeExceptionally(new IOException("refused: " + frame.text()));
            case EVENT -> event(frame, nanos);
            default -> {
                // Acknowledgements of what was never sent.
            }
        }
    }

    private void event(TextWebSocketFrame frame, long nanos) throws IOException {
        if (startsWith(frame, CHANGED)) {
            // Read where it lies: hundreds of sockets hear the same, and the driver shares the machine with the server.
            frame.content().skipBytes(2 + CHANGED.length());
            try (InputStream json = new ByteBufInputStream(frame.content())) {
                listener.changed(Json.readStart(json, Page.class), nanos);
            }
        } else if (startsWith(frame, SYNC_REQUIRED)) {
            listener.syncRequired();
        }
    }

    private static boolean startsWith(TextWebSocketFrame frame, String start) {
        var content = frame.content();
        for (var i = 0; i < start.length(); i++) {
            if (content.readableBytes() <= i + 2 || content.getByte(i + 2) != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connected.completeExceptionally(new IOException("the connection ended before it was one"));
        listener.closed();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a close that fails has nobody left to tell
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connected.completeExceptionally(cause);
        context.close();
    }
}
