/** Rooms, who is in them, and what they are told of the feed: one thread, so that a room's members and a cursor agree. */
@NullMarked
package com.startynk.sync.realtime.relay;

import org.jspecify.annotations.NullMarked;
