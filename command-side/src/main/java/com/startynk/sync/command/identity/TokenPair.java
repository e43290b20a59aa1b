package com.startynk.sync.command.identity;

/**
 * What a session lives on.
 *
 * @param expiresIn seconds that the access token is good for
 */
record TokenPair(String accessToken, String refreshToken, String tokenType, long expiresIn) {

    static TokenPair of(String accessToken, RefreshToken refreshToken, long expiresIn) {
        return new TokenPair(accessToken, refreshToken.text(), "Bearer", expiresIn);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "TokenPair";
    }
}
