package com.startynk.sync.platform.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import com.startynk.sync.protocol.Caller;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a caller out of verified claims. Project membership is not among them, whatever a token says. */
final class TokenClaims {

    static final String DEVICE_ID = "device_id";

    private static final String GENERATION = "gen";
    private static final String ROLES = "roles";
    private static final int MAX_ID_LENGTH = 128;

    private TokenClaims() {}

    /**
     * Reads them.
     *
     * @param own whether the tokens may be of our own making: only those have generations
     */
    static Caller caller(JWTClaimsSet claims, boolean own) throws ParseException {
        var roles = claims.getClaim(ROLES) == null ? Set.<String>of() : Set.copyOf(claims.getStringListClaim(ROLES));
        return new Caller(
                id("sub", claims.getSubject()),
                id(DEVICE_ID, claims.getStringClaim(DEVICE_ID)),
                roles,
                claims.getIssueTime().toInstant().getEpochSecond(),
                claims.getExpirationTime().toInstant().getEpochSecond(),
                own ? generation(claims) : Caller.NO_GENERATION);
    }

    private static long generation(JWTClaimsSet claims) throws ParseException {
        var generation = claims.getLongClaim(GENERATION);
        return generation == null ? Caller.NO_GENERATION : generation;
    }

    /** Ids stand in tables, log lines and room names. */
    private static String id(String claim, @Nullable String value) throws ParseException {
        if (value == null || value.isBlank() || value.length() > MAX_ID_LENGTH) {
            throw new ParseException(claim + " must have 1 to " + MAX_ID_LENGTH + " characters", 0);
        }
        if (value.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
            throw new ParseException(claim + " must be plain text", 0);
        }
        return value;
    }
}
