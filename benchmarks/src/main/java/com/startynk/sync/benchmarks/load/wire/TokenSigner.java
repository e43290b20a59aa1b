package com.startynk.sync.benchmarks.load.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs access tokens with the server's own key, so that thousands of devices need no login. */
public final class TokenSigner {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEAD = encoded(Json.write(Map.of("alg", "HS256", "typ", "JWT")));
    /** For how long a token is good; no run may take longer. */
    public static final Duration LIFE = Duration.ofHours(12);

    private final SecretKeySpec key;

    public TokenSigner(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    public String token(String userId, String deviceId, List<String> roles) {
        var now = Instant.now();
        var claims = Map.of(
                "sub", userId,
                "device_id", deviceId,
                "roles", roles,
                "iat", now.getEpochSecond(),
                "exp", now.plus(LIFE).getEpochSecond());
        var signed = HEAD + "." + encoded(Json.write(claims));
        return signed + "." + encoded(signature(signed));
    }

    private byte[] signature(String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }
}
