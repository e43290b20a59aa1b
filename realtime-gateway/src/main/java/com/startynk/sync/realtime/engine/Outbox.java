package com.startynk.sync.realtime.engine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What waits to be written to one client, in order, and how much that is. Guarded by its session's lock. */
final class Outbox {

    private final ArrayDeque<Frame> frames = new ArrayDeque<>();
    private long bytes;

    void add(Frame frame) {
        frames.add(frame);
        bytes += frame.length();
    }

    @Nullable Frame peek() {
        return frames.peek();
    }

    @Nullable Frame poll() {
        var frame = frames.poll();
        if (frame != null) {
            bytes -= frame.length();
        }
        return frame;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    int size() {
        return frames.size();
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        frames.clear();
        bytes = 0;
    }
}
