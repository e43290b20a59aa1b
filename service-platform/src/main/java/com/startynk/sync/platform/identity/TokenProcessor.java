package com.startynk.sync.platform.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Builds what checks signature, algorithm and times of a token. The configuration fixes the algorithm, never the token. */
final class TokenProcessor {

    private static final int MIN_SECRET_BYTES = 32;
    private static final int JWKS_TIMEOUT_MS = 2000;
    private static final int MAX_JWKS_BYTES = 512 * 1024;
    private static final Set<String> REQUIRED = Set.of("sub", TokenClaims.DEVICE_ID, "iat", "exp");

    private TokenProcessor() {}

    static JWTProcessor<SecurityContext> of(IdentitySettings settings) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(keys(settings));
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(null, REQUIRED);
        claims.setMaxClockSkew((int) settings.clockSkew().toSeconds());
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }

    static void requireUsable(IdentitySettings settings) {
        if (settings.jwksUrl() != null) {
            keys(settings);
            return;
        }
        requireUsable("JWT_SECRET", settings.jwtSecret());
        requireUsable("JWT_SECRET_SECOND", settings.secondJwtSecret());
    }

    private static void requireUsable(String name, @Nullable String secret) {
        if (secret != null && !secret.isEmpty()) {
            key(name, secret);
        }
    }

    private static JWSKeySelector<SecurityContext> keys(IdentitySettings settings) {
        if (settings.jwksUrl() != null) {
            var algorithms =
                    settings.jwksAlgorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
            if (algorithms.isEmpty() || !JWSAlgorithm.Family.SIGNATURE.containsAll(algorithms)) {
                throw new NoUsableKeyException(
                        "startynk.identity.jwks-algorithms must name signatures with a key pair.");
            }
            return new JWSVerificationKeySelector<>(algorithms, jwks(settings));
        }
        return ownKeys(settings);
    }

    private static JWSKeySelector<SecurityContext> ownKeys(IdentitySettings settings) {
        var keys = new ArrayList<SecretKey>();
        keys.add(key("JWT_SECRET", settings.jwtSecret()));
        if (settings.secondJwtSecret() != null && !settings.secondJwtSecret().isEmpty()) {
            keys.add(key("JWT_SECRET_SECOND", settings.secondJwtSecret()));
        }
        // Whatever key a token names: there are two at most, and either is tried.
        return (header, context) -> JWSAlgorithm.HS256.equals(header.getAlgorithm()) ? keys : List.of();
    }

    private static SecretKey key(String name, @Nullable String secret) {
        var key = secret == null ? new byte[0] : secret.getBytes(StandardCharsets.UTF_8);
        if (key.length == 0) {
            throw new NoUsableKeyException("There is no key to verify tokens with: " + name + " is not set.");
        }
        if (key.length < MIN_SECRET_BYTES) {
            throw new NoUsableKeyException(name + " has " + key.length + " bytes; it must have " + MIN_SECRET_BYTES
                    + " or more, or tokens could be forged by guessing it.");
        }
        return new SecretKeySpec(key, "HmacSHA256");
    }

    /** Keys are kept, renewed ahead of time, and outlive an outage of the identity provider. */
    private static JWKSource<SecurityContext> jwks(IdentitySettings settings) {
        var retriever =
                new com.nimbusds.jose.util.DefaultResourceRetriever(JWKS_TIMEOUT_MS, JWKS_TIMEOUT_MS, MAX_JWKS_BYTES);
        return JWKSourceBuilder.<SecurityContext>create(settings.jwksUrl(), retriever)
                .retrying(true)
                .outageTolerantForever()
                .build();
    }
}
