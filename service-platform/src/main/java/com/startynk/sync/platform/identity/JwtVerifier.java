package com.startynk.sync.platform.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.JWTProcessor;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Verifies a token once and remembers it until it ends; whether it still stands is asked every time. */
final class JwtVerifier implements TokenVerifier {

    /** Tokens of identity providers with many roles have two or three thousand characters. */
    private static final int MAX_TOKEN_LENGTH = 8192;

    private final JWTProcessor<SecurityContext> processor;
    private final List<TokenStanding> standings;
    private final Clock clock;
    private final long skewSeconds;
    private final Cache<String, Caller> verified;

    JwtVerifier(
            JWTProcessor<SecurityContext> processor,
            IdentitySettings settings,
            List<TokenStanding> standings,
            Clock clock) {
        this.processor = processor;
        this.standings = List.copyOf(standings);
        this.clock = clock;
        this.skewSeconds = settings.clockSkew().toSeconds();
        this.verified = Caffeine.newBuilder()
                .maximumSize(settings.rememberedTokens())
                .expireAfter(Expiry.<String, Caller>creating((token, caller) -> untilEnd(caller)))
                .build();
    }

    @Override
    public Caller verify(String token) {
        var caller = verified.getIfPresent(token);
        if (caller == null) {
            caller = read(token);
            verified.put(token, caller);
        } else if (untilEnd(caller).isNegative()) {
            throw unauthenticated();
        }
        for (var standing : standings) {
            if (!standing.stands(caller)) {
                throw unauthenticated();
            }
        }
        return caller;
    }

    private Caller read(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw unauthenticated();
        }
        try {
            return TokenClaims.caller(processor.process(token, null));
        } catch (KeySourceException e) {
            throw SyncFailure.unavailable("The keys of the identity provider are out of reach.");
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw unauthenticated();
        }
    }

    private Duration untilEnd(Caller caller) {
        return Duration.ofSeconds(
                caller.expiresAtEpochSecond() + skewSeconds - clock.instant().getEpochSecond());
    }

    /** One sentence for all reasons: what is wrong with a token is nothing that its bearer needs to know. */
    static SyncFailure unauthenticated() {
        return new SyncFailure(ErrorCode.UNAUTHENTICATED, "A valid token is needed.");
    }
}
