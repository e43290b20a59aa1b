package com.startynk.sync.platform.axon;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.JdbcOperations;

/** How far processors are, on whichever node they run. */
public final class ProcessorPositions {

    private final JdbcOperations jdbc;
    private final Serializer serializer;

    ProcessorPositions(JdbcOperations jdbc, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /** The place in the event store of the last event that its slowest segment has handled and committed; 0 before the first. */
    public long of(String processor) {
        return jdbc
                .query(
                        "SELECT token, token_type FROM tracking_token WHERE processor_name = ?",
                        (row, n) -> position(row.getBytes(1), row.getString(2)),
                        processor)
                .stream()
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
    }

    private long position(byte[] token, String type) {
        if (token == null) {
            return 0;
        }
        TrackingToken read = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return read == null ? 0 : read.position().orElse(0);
    }
}
