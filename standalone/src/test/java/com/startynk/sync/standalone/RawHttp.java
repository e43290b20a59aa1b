package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Sends to an installation to the letter, without a client library that would mend it. */
final class RawHttp {

    private final Installation installation;
    private final String secret;
    private int sent;

    RawHttp(Installation installation, String secret) {
        this.installation = installation;
        this.secret = secret;
    }

    /** How many requests there have been. */
    int sent() {
        return sent;
    }

    String get(String path, String... headers) throws IOException {
        return send(head("GET " + path, headers) + "\r\n", new byte[0]);
    }

    String post(String path, byte[] body) throws IOException {
        return send(
                head("POST " + path, "Content-Type: application/json", "Content-Length: " + body.length) + "\r\n",
                body);
    }

    String post(String path, String body) throws IOException {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** What came back, to the letter. */
    String send(String head, byte[] body) throws IOException {
        sent++;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), installation.port())) {
            socket.setSoTimeout(30_000);
            write(socket.getOutputStream(), head, body);
            return read(socket.getInputStream());
        }
    }

    String head(String line, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        if (all.stream().noneMatch(header -> header.startsWith("Authorization:"))) {
            all.add("Authorization: Bearer " + token());
        }
        return line + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + String.join("\r\n", all) + "\r\n";
    }

    /** Each call comes from a device of its own: limits are not what is tried here. */
    private String token() {
        return Tokens.of("mallory", UUID.randomUUID().toString(), "ADMIN", secret);
    }

    private static void write(OutputStream out, String head, byte[] body) {
        try {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
        } catch (IOException e) {
            // Cut off in the middle: whether with an answer shows when it is read.
        }
    }

    /** All that there is, also where the connection is torn down behind it. */
    private static String read(InputStream in) {
        var answer = new ByteArrayOutputStream();
        try {
            in.transferTo(answer);
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(SocketTimeoutException.class);
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
