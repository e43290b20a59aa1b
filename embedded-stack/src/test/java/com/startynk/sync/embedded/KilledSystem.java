package com.startynk.sync.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process of its own that starts both servers, says their process ids, and waits to be killed. */
final class KilledSystem {

    private KilledSystem() {}

    public static void main(String[] folder) throws InterruptedException {
        var stack = EmbeddedStack.start(Path.of(folder[0]), EmbeddedSettings.forTests());
        System.out.println(stack.mariaDb().pid() + " " + stack.redis().pid());
        new CountDownLatch(1).await();
    }
}
