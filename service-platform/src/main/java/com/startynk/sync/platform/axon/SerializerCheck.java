package com.startynk.sync.platform.axon;

import java.util.List;
import org.axonframework.config.Configuration;
import org.axonframework.serialization.xml.XStreamSerializer;

/** Axon falls back to XStream where a serializer is forgotten; what it wrote could never be got rid of again. */
final class SerializerCheck {

    private SerializerCheck() {}

    static void refuseXStream(Configuration axon) {
        for (var serializer : List.of(axon.serializer(), axon.eventSerializer(), axon.messageSerializer())) {
            if (serializer instanceof XStreamSerializer) {
                throw new IllegalStateException("XStream must not write anything that is stored");
            }
        }
    }
}
