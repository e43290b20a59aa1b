package com.startynk.sync.realtime.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.concurrent.Executor;

/**
 * Writes the headers of websocket messages itself, next to the packets and many in one buffer: one system call for all that
 * waits, where a message object each would be a write each.
 */
final class WebSocketTransport implements Transport {

    /** As much as is written before asking again whether the client keeps up. */
    private static final int BATCH = 64 * 1024;

    private static final int FINAL_TEXT_MESSAGE = 0x81;
    private static final int LONGEST_HEADER = 10;

    private final Channel channel;

    WebSocketTransport(Channel channel) {
        this.channel = channel;
    }

    @Override
    public Executor executor() {
        return channel.eventLoop();
    }

    @Override
    public void flush(Outbox outbox) {
        while (!outbox.isEmpty() && channel.isWritable() && channel.isActive()) {
            var size = (int) Math.min(outbox.bytes() + LONGEST_HEADER, BATCH);
            var buffer = channel.alloc().ioBuffer(size);
            for (var frame = outbox.peek(); frame != null; frame = outbox.peek()) {
                if (buffer.isReadable() && buffer.readableBytes() + frame.length() > BATCH) {
                    break;
                }
                write(frame, buffer);
                outbox.poll();
            }
            channel.writeAndFlush(buffer).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }

    /** Writes one packet past the outbox. */
    void writeNow(Frame frame) {
        var buffer = channel.alloc().ioBuffer(frame.length() + LONGEST_HEADER);
        write(frame, buffer);
        channel.writeAndFlush(buffer).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    private static void write(Frame frame, ByteBuf buffer) {
        var length = frame.length();
        buffer.writeByte(FINAL_TEXT_MESSAGE);
        if (length < 126) {
            buffer.writeByte(length);
        } else if (length < 1 << 16) {
            buffer.writeByte(126).writeShort(length);
        } else {
            buffer.writeByte(127).writeLong(length);
        }
        frame.writeTo(buffer);
    }

    @Override
    public void reading(boolean on) {
        channel.config().setAutoRead(on);
    }

    @Override
    public void close() {
        channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
