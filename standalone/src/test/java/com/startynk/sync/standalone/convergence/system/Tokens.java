package com.startynk.sync.standalone.convergence.system;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** Access tokens as an identity provider would make them. */
final class Tokens {

    private static final Duration LIFE = Duration.ofHours(12);

    private Tokens() {}

    static String of(String userId, String deviceId, List<String> roles) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .subject(userId)
                .claim("device_id", deviceId)
                .claim("roles", roles)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)))
                .build();
        try {
            var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(Services.SECRET));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
