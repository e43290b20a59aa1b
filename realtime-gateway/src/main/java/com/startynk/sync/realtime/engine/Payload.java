package com.startynk.sync.realtime.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Several packets in the body of one polling request or answer. */
final class Payload {

    private static final char SEPARATOR = '\u001e';
    private static final Pattern BETWEEN = Pattern.compile(String.valueOf(SEPARATOR));

    private Payload() {}

    /** The packets in a request's body; null when it is no UTF-8. */
    static @Nullable List<String> split(ByteBuf body) {
        var bytes = new byte[body.readableBytes()];
        body.readBytes(bytes);
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return List.of(BETWEEN.split(text, -1));
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Takes frames off the outbox, at least one and else no more than so many bytes. */
    static ByteBuf join(ByteBufAllocator allocator, Outbox outbox, int maxBytes) {
        var buffer = allocator.buffer();
        for (var frame = outbox.peek(); frame != null; frame = outbox.peek()) {
            if (buffer.isReadable()) {
                if (buffer.readableBytes() + 1 + frame.length() > maxBytes) {
                    break;
                }
                buffer.writeByte(SEPARATOR);
            }
            frame.writeTo(buffer);
            outbox.poll();
        }
        return buffer;
    }
}
