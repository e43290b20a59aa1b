package com.startynk.sync.platform.json;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes {@code 2026-11-23T08:00:01.120Z}: always three digits, as JavaScript does and phones expect. */
final class InstantInMillis extends StdSerializer<Instant> {

    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    InstantInMillis() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant instant, JsonGenerator out, SerializationContext context) {
        out.writeString(FORMAT.format(instant));
    }
}
