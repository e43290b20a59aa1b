package com.startynk.sync.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.startynk.sync.platform.Tokens;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;

/** An identity provider that publishes its keys over HTTP. */
final class KeyProvider implements AutoCloseable {

    private final HttpServer server;
    private volatile JWKSet published;

    KeyProvider(JWK... keys) throws IOException {
        published = new JWKSet(List.of(keys)).toPublicJWKSet();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            var body = published.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    void publish(JWK... keys) {
        published = new JWKSet(List.of(keys)).toPublicJWKSet();
    }

    URL url() throws MalformedURLException {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys")
                .toURL();
    }

    String signed(JWK key) throws JOSEException, ParseException {
        return sign(key, Tokens.claims());
    }

    String signed(JWK key, Map<String, Object> claims) throws JOSEException, ParseException {
        return sign(key, claims);
    }

    static String sign(JWK key, Map<String, Object> claims) throws JOSEException, ParseException {
        var elliptic = key instanceof ECKey;
        var header = new JWSHeader.Builder(elliptic ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256).keyID(key.getKeyID());
        var token = new SignedJWT(header.build(), JWTClaimsSet.parse(claims));
        token.sign(elliptic ? new ECDSASigner((ECKey) key) : new RSASSASigner((RSAKey) key));
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
