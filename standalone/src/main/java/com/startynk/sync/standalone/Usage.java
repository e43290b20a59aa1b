package com.startynk.sync.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What each command takes. The script shows the same texts, before anything is built. */
final class Usage {

    private Usage() {}

    static String of(String command) {
        var name = "/usage/" + command.replace(':', '-') + ".txt";
        try (var text = Objects.requireNonNull(Usage.class.getResourceAsStream(name), name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
