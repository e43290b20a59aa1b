package com.startynk.sync.realtime.call;

import com.startynk.sync.realtime.engine.Frame;
import com.startynk.sync.realtime.relay.Socket;
import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends sockets whose token has ended. */
public final class TokenExpiry implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "token-expiry"));
    private final Clock clock;

    public TokenExpiry(Clock clock) {
        this.clock = clock;
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Ends the socket in time, unless what this answers is run before. */
    Runnable watch(Socket socket) {
        var left = TimeUnit.SECONDS.toMillis(socket.caller().expiresAtEpochSecond()) - clock.millis();
        var end = timer.schedule(() -> revoke(socket, "TOKEN_EXPIRED"), Math.max(0, left), TimeUnit.MILLISECONDS);
        return () -> end.cancel(false);
    }

    private static void revoke(Socket socket, String reason) {
        socket.connection().send(Frame.event("session:revoked", "{\"reason\":\"" + reason + "\"}"));
        socket.connection().disconnect();
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
