package com.startynk.sync.platform.chain;

import org.jspecify.annotations.Nullable;

/**
 * An event as its row has it: all of it is hashed.
 *
 * @param stream the name of its stream
 * @param type the aggregate's; null of events that are a stream of their own
 * @param time as text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChainedEvent(
        String eventId,
        String stream,
        long sequence,
        @Nullable String type,
        String time,
        String payloadType,
        @Nullable String revision,
        byte[] payload,
        byte @Nullable [] metaData) {

    /**
     * Its link.
     *
     * @param before the link of the event before it in the stream; null where that has none
     */
    byte[] link(ChainKeys.Key key, byte @Nullable [] before) {
        return key.hash()
                .add("event")
                .add(before)
                .add(eventId)
                .add(stream)
                .add(sequence)
                .add(type)
                .add(time)
                .add(payloadType)
                .add(revision)
                .add(payload)
                .add(metaData)
                .link();
    }
}
