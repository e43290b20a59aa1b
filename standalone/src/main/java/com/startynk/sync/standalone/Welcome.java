package com.startynk.sync.standalone;

/**
 * What a person needs to know once everything runs.
 *
 * @param key   where the key of the access tokens comes from
 * @param login who can log in
 */
record Welcome(Options options, String key, String login) {

    String text() {
        return """

                StarTynk Sync is ready.
                  HTTP API    http://localhost:%d   (GET /actuator/health/readiness)
                  Socket.IO   http://localhost:%d
                  Data        %s
                  Token key   %s
                  Login       %s
                Ctrl-C stops it.
                """.formatted(options.port(), options.wsPort(), options.data(), key, login);
    }
}
