package com.startynk.sync.protocol.feed;

import com.startynk.sync.protocol.Caller;

/**
 * Query: a cursor at the end of the feed for this reader, after everything that was stored before the question. Answered
 * with the cursor as text.
 */
public record FindCursor(Caller caller) {}
