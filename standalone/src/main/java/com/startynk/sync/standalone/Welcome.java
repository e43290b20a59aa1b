package com.startynk.sync.standalone;

/**
 * What a person needs to know once everything runs.
 *
 * @param encrypted whether both servers speak TLS
 * @param key   where the key of the access tokens comes from
 * @param login who can log in
 * @param push  where push messages go
 */
record Welcome(Options options, boolean encrypted, String key, String login, String push) {

    String text() {
        return """

                StarTynk Sync is ready.
                  HTTP API    %1$s://localhost:%2$d   (GET /actuator/health/readiness)
                  Socket.IO   %1$s://localhost:%3$d
                  Data        %4$s
                  Token key   %5$s
                  Login       %6$s
                  Push        %7$s
                Ctrl-C stops it.
                """.formatted(
                encrypted ? "https" : "http", options.port(), options.wsPort(), options.data(), key, login, push);
    }
}
