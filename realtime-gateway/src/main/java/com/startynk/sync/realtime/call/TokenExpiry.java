package com.startynk.sync.realtime.call;

import com.startynk.sync.realtime.relay.SessionRevoked;
import com.startynk.sync.realtime.relay.Socket;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Ends sockets whose token has ended. */
public final class TokenExpiry implements AutoCloseable {

    private static final SessionRevoked EXPIRED = new SessionRevoked("TOKEN_EXPIRED");

    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "token-expiry"));
    private final Map<Socket, Future<?>> ends = new ConcurrentHashMap<>();
    private final Clock clock;
    private final JsonMapper json;

    public TokenExpiry(Clock clock, JsonMapper json) {
        this.clock = clock;
        this.json = json;
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Ends the socket with the token that it has now, unless it has another by then and is watched again. */
    void watch(Socket socket) {
        var left = TimeUnit.SECONDS.toMillis(socket.caller().expiresAtEpochSecond()) - clock.millis();
        cancel(ends.put(socket, timer.schedule(() -> end(socket), Math.max(0, left), TimeUnit.MILLISECONDS)));
    }

    void forget(Socket socket) {
        cancel(ends.remove(socket));
    }

    private static void cancel(@Nullable Future<?> end) {
        if (end != null) {
            end.cancel(false);
        }
    }

    private void end(Socket socket) {
        EXPIRED.end(socket, json);
        ends.remove(socket);
    }

    @Override
    public void close() {
        timer.shutdown();
    }
}
