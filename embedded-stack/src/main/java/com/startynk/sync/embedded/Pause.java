package com.startynk.sync.embedded;

import java.util.concurrent.TimeUnit;

/** Between two looks at a process that nobody can be told about. */
final class Pause {

    private Pause() {}

    static void brief() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerFailure("interrupted while a server started or stopped", e);
        }
    }
}
