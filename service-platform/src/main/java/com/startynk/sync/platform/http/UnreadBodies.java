package com.startynk.sync.platform.http;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Keeps threads from waiting for the body of a request that is answered already, such as a refused one. Left alone the container
 * would read it to its end before it gives the thread back, as slowly as the sender likes. Closing the connection at once is no
 * way out either: a client that is still sending would find it reset and not see the answer. So whatever still comes is taken
 * without a thread for a while, and then the connection is cut.
 */
final class UnreadBodies extends ValveBase {

    private final Duration time;
    private final long most;
    private final Semaphore places;

    UnreadBodies(HttpSettings settings) {
        super(true);
        this.time = settings.lingerTime();
        this.most = 2 * settings.maxRequest().toBytes();
        this.places = new Semaphore(settings.lingering());
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (!request.isAsync() && !request.isFinished()) {
            response.finishResponse();
            linger(request);
        }
    }

    private void linger(Request request) {
        var broken = request.getCoyoteRequest().getErrorException() != null || request.getContext() == null;
        if (broken || !places.tryAcquire()) {
            RestOfBody.cut(request);
            return;
        }
        request.setAsyncSupported(true);
        var context = request.startAsync();
        context.setTimeout(time.toMillis());
        var rest = new RestOfBody(request, context, most, places::release);
        context.addListener(rest);
        rest.begin();
    }
}
