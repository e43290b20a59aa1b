package com.startynk.sync.push.expo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks Expo's protocol over the JDK's HTTP client, one call at a time for each caller. It never repeats a call: a message has
 * no key by which Expo would know it again, so whether to do so is for those who know what the message allows.
 */
public final class ExpoClient {

    /** Bytes above which compressing pays, as in Expo's own client. */
    private static final int WORTH_COMPRESSING = 1024;

    private final ExpoSettings settings;
    private final JsonMapper json;
    private final ExpoAnswers answers;
    private final HttpClient http;

    public ExpoClient(ExpoSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        this.answers = new ExpoAnswers(json);
        this.http = HttpClient.newBuilder()
                .version(settings.isExpo() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    /** Hands over at most 100 messages of one project. */
    public SendOutcome send(List<PushMessage> messages) throws InterruptedException {
        try {
            var response = post("send", messages);
            return answers.toSend(response.statusCode(), response.headers(), body(response), messages.size());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            return new SendOutcome.TryLater("NOT_CONNECTED", null);
        } catch (IOException e) {
            return new SendOutcome.Unknown(e.getClass().getSimpleName());
        }
    }

    /** Asks for at most 1,000 receipts. */
    public ReceiptOutcome receipts(List<String> tickets) throws InterruptedException {
        try {
            var response = post("getReceipts", Map.of("ids", tickets));
            return answers.toReceipts(response.statusCode(), response.headers(), body(response));
        } catch (IOException e) {
            return new ReceiptOutcome.Failed(e.getClass().getSimpleName(), null);
        }
    }

    private HttpResponse<byte[]> post(String path, Object body) throws IOException, InterruptedException {
        var bytes = json.writeValueAsBytes(body);
        var request = HttpRequest.newBuilder(settings.resolve(path))
                .timeout(settings.timeout())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip");
        var token = settings.expoAccessToken();
        if (token != null && !token.isBlank()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (bytes.length > WORTH_COMPRESSING) {
            request.header("Content-Encoding", "gzip");
            bytes = compressed(bytes);
        }
        return http.send(request.POST(BodyPublishers.ofByteArray(bytes)).build(), BodyHandlers.ofByteArray());
    }

    private static byte[] compressed(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length / 2);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compress in memory", e);
        }
        return out.toByteArray();
    }

    private static byte[] body(HttpResponse<byte[]> response) throws IOException {
        if (!response.headers().firstValue("Content-Encoding").orElse("").equals("gzip")) {
            return response.body();
        }
        try (var gzip = new GZIPInputStream(new java.io.ByteArrayInputStream(response.body()))) {
            return gzip.readAllBytes();
        }
    }
}
