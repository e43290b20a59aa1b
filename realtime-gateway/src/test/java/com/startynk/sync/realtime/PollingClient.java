package com.startynk.sync.realtime;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Polls by hand. */
final class PollingClient {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    PollingClient(int port, String token) throws IOException, InterruptedException {
        var opening = "http://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=polling";
        var open = send(HttpRequest.newBuilder(URI.create(opening)));
        url = opening + "&sid="
                + Gateway.JSON.readTree(open.substring(1)).path("sid").stringValue();
        post("40{\"token\":\"" + token + "\"}");
        poll();
    }

    String poll() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    String post(String packets) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(packets)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }
}
