package com.startynk.sync.platform;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Tokens as an identity provider would make them, and as it would not. */
public final class Tokens {

    public static final String SECRET = "a-key-for-tests-that-is-long-enough-for-HS512-too-and-known-to-all-of-us";

    private Tokens() {}

    /** A valid one, of a foreman. */
    public static String valid() {
        return sign(claims());
    }

    public static Map<String, Object> claims() {
        var claims = new TreeMap<String, Object>();
        claims.put("sub", UUID.randomUUID().toString());
        claims.put("device_id", UUID.randomUUID().toString());
        claims.put("roles", List.of("FOREMAN"));
        claims.put("iat", Instant.now().getEpochSecond());
        claims.put("exp", Instant.now().getEpochSecond() + 900);
        return claims;
    }

    public static Map<String, Object> with(String claim, Object value) {
        var claims = claims();
        claims.put(claim, value);
        return claims;
    }

    public static Map<String, Object> without(String claim) {
        var claims = claims();
        claims.remove(claim);
        return claims;
    }

    public static String sign(Map<String, Object> claims) {
        return sign(claims, SECRET, JWSAlgorithm.HS256);
    }

    public static String sign(Map<String, Object> claims, String secret, JWSAlgorithm algorithm) {
        try {
            var token = new JWSObject(new JWSHeader(algorithm), new Payload(claims));
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
