package com.startynk.sync.command.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** Signs access tokens with the key that every service verifies them by. */
final class AccessTokens {

    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

    private final JWSSigner signer;
    private final Duration lifetime;

    AccessTokens(String secret, Duration lifetime) {
        try {
            this.signer = new MACSigner(secret.getBytes(StandardCharsets.UTF_8));
        } catch (KeyLengthException e) {
            throw new IllegalArgumentException("the key to sign tokens with is too short", e);
        }
        this.lifetime = lifetime;
    }

    long lifetimeSeconds() {
        return lifetime.toSeconds();
    }

    /** The generation says what had been revoked by then. */
    String sign(Account account, String deviceId, long generation, Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .subject(account.userId())
                .claim("device_id", deviceId)
                .claim("gen", generation)
                .claim("roles", account.roles().stream().map(Role::name).toList())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(lifetimeSeconds())))
                .jwtID(UUID.randomUUID().toString())
                .build();
        var token = new SignedJWT(HEADER, claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
        return token.serialize();
    }
}
