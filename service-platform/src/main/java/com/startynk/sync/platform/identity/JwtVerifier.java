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

    /** Between two times that a caller is shown to those who watch. */
    private static final long SHOWN_EVERY_MILLIS = 60_000;

    private final JWTProcessor<SecurityContext> processor;
    private final boolean own;
    private final List<TokenStanding> standings;
    private final List<CallerWatch> watches;
    private final Clock clock;
    private final long skewSeconds;
    private final Cache<String, Verified> verified;

    private static final class Verified {

        final Caller caller;
        volatile long shownAt = Long.MIN_VALUE;

        Verified(Caller caller) {
            this.caller = caller;
        }
    }

    JwtVerifier(
            JWTProcessor<SecurityContext> processor,
            IdentitySettings settings,
            List<TokenStanding> standings,
            List<CallerWatch> watches,
            Clock clock) {
        this.processor = processor;
        this.own = settings.jwksUrl() == null;
        this.standings = List.copyOf(standings);
        this.watches = List.copyOf(watches);
        this.clock = clock;
        this.skewSeconds = settings.clockSkew().toSeconds();
        this.verified = Caffeine.newBuilder()
                .maximumSize(settings.rememberedTokens())
                .expireAfter(Expiry.<String, Verified>creating((token, found) -> untilEnd(found.caller)))
                .build();
    }

    @Override
    public Caller verify(String token) {
        var found = verified.getIfPresent(token);
        if (found == null) {
            found = new Verified(read(token));
            verified.put(token, found);
        } else if (untilEnd(found.caller).isNegative()) {
            throw unauthenticated();
        }
        requireStanding(found.caller);
        show(found);
        return found.caller;
    }

    @Override
    public void requireStanding(Caller caller) {
        for (var standing : standings) {
            if (!standing.stands(caller)) {
                throw unauthenticated();
            }
        }
    }

    private void show(Verified found) {
        var now = clock.millis();
        if (now - SHOWN_EVERY_MILLIS >= found.shownAt) {
            found.shownAt = now;
            for (var watch : watches) {
                watch.seen(found.caller);
            }
        }
    }

    private Caller read(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw unauthenticated();
        }
        try {
            var caller = TokenClaims.caller(processor.process(token, null), own);
            // Else a token of next year could not be revoked before next year.
            if (caller.issuedAtEpochSecond() > clock.instant().getEpochSecond() + skewSeconds) {
                throw unauthenticated();
            }
            return caller;
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
