package com.startynk.sync.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks before the slow part of the start whether the two ports can be had. */
final class Ports {

    private Ports() {}

    static void requireFree(Options options) {
        requireFree(options.port(), "--port", "HTTP API");
        requireFree(options.wsPort(), "--ws-port", "Socket.IO");
    }

    private static void requireFree(int port, String option, String use) {
        try (var socket = new ServerSocket()) {
            // As the servers will: a port whose last connections are just closing counts as free.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
        } catch (IOException e) {
            throw new StartFailure(
                    "Port " + port + " (" + use + ") cannot be used: " + e.getMessage() + ". Choose another by "
                            + option + " N.",
                    e);
        }
    }
}
