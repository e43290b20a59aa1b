package com.startynk.sync.benchmarks.load.wire;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Calls the HTTP API on the calling thread, over connections that are kept. Nothing is tried twice behind the caller's back. */
public final class Api implements AutoCloseable {

    private static final Timeout PATIENCE = Timeout.ofSeconds(30);

    private final String base;
    private final CloseableHttpClient client;

    public Api(URI base, int connections) {
        this.base = base.toString().replaceAll("/+$", "");
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .setMaxConnTotal(connections)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(PATIENCE)
                                .setSocketTimeout(PATIENCE)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(5))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(PATIENCE)
                        .setResponseTimeout(PATIENCE)
                        .build())
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAuthCaching()
                .build();
    }

    public Answer post(String path, Device device, byte[] json) {
        var request = new HttpPost(base + path);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return send(request, device);
    }

    public Answer get(String path, Device device) {
        return send(new HttpGet(base + path), device);
    }

    /** Asks for what the caller has already, in the version that it names. */
    public Answer getUnless(String etag, String path, Device device) {
        var request = new HttpGet(base + path);
        request.setHeader("If-None-Match", etag);
        return send(request, device);
    }

    private Answer send(ClassicHttpRequest request, Device device) {
        request.setHeader("Authorization", "Bearer " + device.token());
        try {
            return client.execute(request, Api::answer);
        } catch (IOException e) {
            return Answer.NONE;
        }
    }

    private static Answer answer(ClassicHttpResponse response) throws IOException {
        var headers = new HashMap<String, String>();
        for (var header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        var entity = response.getEntity();
        var body = entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
        return new Answer(response.getCode(), body, headers);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
