package com.startynk.sync.realtime.relay;

import java.util.List;

/**
 * The answer to {@code subscribe}.
 *
 * @param rooms all of the socket's
 * @param cursor the {@code previousCursor} of the socket's next message
 */
public record Subscribed(boolean ok, List<String> rooms, String cursor) {}
