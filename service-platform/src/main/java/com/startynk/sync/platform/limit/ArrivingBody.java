package com.startynk.sync.platform.limit;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The body of a request, which may be on its way for a while. */
final class ArrivingBody {

    private static final int PORTION = 8 * 1024;

    private final HttpServletRequest request;
    private final Duration time;
    private final long most;
    private final long announced;
    private final ByteArrayOutputStream here;
    private final byte[] portion;
    private boolean complete;

    /** @param most bytes that are taken */
    ArrivingBody(HttpServletRequest request, Duration time, long most) {
        this.request = request;
        this.time = time;
        this.most = most;
        this.announced = request.getContentLengthLong();
        var expected = announced > 0 || request.getHeader("Transfer-Encoding") != null;
        this.complete = !expected;
        // Not as large as is announced: that costs whoever announces it nothing.
        this.portion = new byte[expected ? (int) (announced > 0 ? Math.min(announced, PORTION) : PORTION) : 0];
        this.here = new ByteArrayOutputStream(portion.length);
    }

    boolean isExpected() {
        return !complete;
    }

    /** How many bytes were announced, or what is to be reckoned with where that was not said. */
    long announcedOr(long unknown) {
        return announced > 0 ? announced : unknown;
    }

    /**
     * Whether all of it has come; does not wait. Of a body in chunks not even what is here can be read without perhaps waiting for
     * the rest of a chunk's head.
     */
    boolean isHere() throws IOException {
        var body = request.getInputStream();
        while (!complete && announced > 0 && body.available() > 0) {
            readSome(body);
        }
        return complete;
    }

    /**
     * Waits for the rest.
     *
     * @throws SyncFailure {@code INVALID_INPUT} when it takes too long
     */
    void await() throws IOException {
        var deadline = System.nanoTime() + time.toNanos();
        var body = request.getInputStream();
        try {
            while (!complete) {
                readSome(body);
                if (!complete && System.nanoTime() - deadline >= 0) {
                    throw tooSlow();
                }
            }
        } catch (SocketTimeoutException e) {
            throw tooSlow();
        }
    }

    byte[] bytes() {
        return here.toByteArray();
    }

    private void readSome(InputStream body) throws IOException {
        var some = body.read(portion);
        if (some > 0) {
            here.write(portion, 0, some);
        }
        if (here.size() > most) {
            throw new SyncFailure(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "Without a valid token a request may have at most " + most + " bytes.");
        }
        complete = some < 0 || here.size() == announced;
    }

    private static SyncFailure tooSlow() {
        return new SyncFailure(ErrorCode.INVALID_INPUT, "The body did not arrive in time.");
    }
}
