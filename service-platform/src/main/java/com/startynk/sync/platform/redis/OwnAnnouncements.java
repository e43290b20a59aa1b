package com.startynk.sync.platform.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process announces on Redis, for its own ears: those who listen in the same process hear it at once, and hear it too
 * while Redis is away. What goes out on Redis names this process in its first line, so that it is not heard twice.
 */
public final class OwnAnnouncements {

    private static final Logger log = LoggerFactory.getLogger(OwnAnnouncements.class);

    private static final byte LINE_END = '\n';

    private final byte[] name = (UUID.randomUUID().toString() + '\n').getBytes(US_ASCII);
    private final List<Consumer<byte[]>> listeners = new CopyOnWriteArrayList<>();

    /** Ends what {@link #listen} began. */
    public interface Listening extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Begins to hear what this process announces.
     *
     * @param listener is given each announcement in the thread of who announces, and must not block
     */
    public Listening listen(Consumer<byte[]> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Tells the listeners of this process. What one of them makes of it is no business of who announces.
     *
     * @param announcement JSON
     * @return what is to be published on Redis
     */
    public byte[] tell(byte[] announcement) {
        for (var listener : listeners) {
            try {
                listener.accept(announcement);
            } catch (RuntimeException e) {
                log.error("An announcement could not be heard in its own process", e);
            }
        }
        var signed = Arrays.copyOf(name, name.length + announcement.length);
        System.arraycopy(announcement, 0, signed, name.length, announcement.length);
        return signed;
    }

    /** Whether a message on Redis is of this process. */
    public boolean areOwn(byte[] message) {
        return message.length >= name.length && Arrays.equals(message, 0, name.length, name, 0, name.length);
    }

    /** The announcement in a message on Redis. */
    public static byte[] content(byte[] message) {
        if (message.length == 0 || message[0] == '{') {
            return message;
        }
        var begin = 0;
        while (begin < message.length && message[begin] != LINE_END) {
            begin++;
        }
        return Arrays.copyOfRange(message, Math.min(begin + 1, message.length), message.length);
    }
}
