package com.startynk.sync.platform.limit;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Announces a whole body and sends its beginning. */
final class SlowSender implements AutoCloseable {

    private final Socket socket;
    private final String rest;

    /** @param token null sends none */
    SlowSender(int port, String path, @Nullable String token, String beginning, String rest) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        this.rest = rest;
        socket.setSoTimeout(10_000);
        send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
                + (beginning.length() + rest.length())
                + (token == null ? "" : "\r\nAuthorization: Bearer " + token)
                + "\r\n\r\n" + beginning);
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    void sendRest() throws IOException {
        send(rest);
    }

    /** A byte now and then, until nobody wants them any more. */
    void drip() {
        try {
            for (var n = 0; n < rest.length(); n++) {
                java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                send(rest.substring(n, n + 1));
            }
        } catch (IOException e) {
            // The server has closed the connection, as it should.
        }
    }

    int status() throws IOException {
        return status(socket.getInputStream());
    }

    private static int status(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.isEmpty() ? -1 : Integer.parseInt(line.substring(9, 12));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
