package com.startynk.sync.platform.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * What still comes of a body that nobody wants any more: taken as it comes and thrown away, until it ends or is given up. It is
 * read below the servlet API, whose stream is closed with the answer.
 */
final class RestOfBody implements ReadListener, AsyncListener, ApplicationBufferHandler {

    private final Request request;
    private final AsyncContext context;
    private final long most;
    private final Runnable done;
    private long taken;

    /**
     * Takes nothing yet.
     *
     * @param most bytes that are taken
     * @param done run once, when it has ended one way or the other
     */
    RestOfBody(Request request, AsyncContext context, long most, Runnable done) {
        this.request = request;
        this.context = context;
        this.most = most;
        this.done = done;
    }

    /** Has the connection closed without a look at what may still come. */
    static void cut(Request request) {
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }

    /** Has what comes told to this, in the container's threads. */
    void begin() {
        var body = request.getCoyoteRequest();
        body.setReadListener(this);
        if (body.isReady()) {
            body.action(ActionCode.DISPATCH_READ, null);
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        var body = request.getCoyoteRequest();
        while (!body.isFinished() && body.isReady()) {
            taken += Math.max(body.doRead(this), 0);
            if (taken > most) {
                giveUp();
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        context.complete();
    }

    /** The container tells {@link #onError(AsyncEvent)} next. */
    @Override
    public void onError(Throwable broken) {
        cut(request);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        giveUp();
    }

    @Override
    public void onError(AsyncEvent event) {
        giveUp();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        done.run();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        throw new IllegalStateException("a request that is answered is not begun again");
    }

    @Override
    public void setByteBuffer(ByteBuffer some) {
        // It is thrown away.
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
        return null;
    }

    @Override
    public void expand(int size) {
        // Nothing is kept.
    }

    private void giveUp() {
        cut(request);
        context.complete();
    }
}
