package com.startynk.sync.standalone;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person needs to know once everything runs.
 *
 * @param encrypted whether both servers speak TLS
 * @param key   where the key of the access tokens comes from
 * @param login who can log in
 * @param push  where push messages go
 * @param types the user's own entity types, where they were asked for
 * @param demo  the demo's building site, where it was asked for
 */
record Welcome(
        Options options,
        boolean encrypted,
        String key,
        String login,
        String push,
        @Nullable String types,
        @Nullable String demo) {

    String text() {
        return """

                StarTynk Sync is ready.
                  HTTP API    %1$s://localhost:%2$d   (GET /actuator/health/readiness)
                  Socket.IO   %1$s://localhost:%3$d
                  Data        %4$s
                  Token key   %5$s
                  Login       %6$s
                  Push        %7$s
                %8$sCtrl-C stops it.
                """.formatted(
                        encrypted ? "https" : "http",
                        options.port(),
                        options.wsPort(),
                        options.data(),
                        key,
                        login,
                        push,
                        asked());
    }

    private String asked() {
        return line("Types", types) + line("Demo", demo);
    }

    private static String line(String name, @Nullable String text) {
        return text == null ? "" : String.format(Locale.ROOT, "  %-11s %s%n", name, text);
    }
}
