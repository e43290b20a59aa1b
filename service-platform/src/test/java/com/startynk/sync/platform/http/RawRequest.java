package com.startynk.sync.platform.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends what no client library would let through. */
final class RawRequest {

    private RawRequest() {}

    static Answer send(int port, String requestLine, String header) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            var request = requestLine + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + header + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** All that came back. */
    record Answer(String text) {

        int status() {
            return Integer.parseInt(text.substring(9, 12));
        }
    }
}
