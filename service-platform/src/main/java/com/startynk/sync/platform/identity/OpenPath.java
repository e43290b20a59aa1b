package com.startynk.sync.platform.identity;

/**
 * A call under {@code /api} that needs no token, such as the one by which one gets a token. Services publish beans. They have a
 * limit of their own by address.
 *
 * @param method HTTP method in capitals
 * @param pattern a Spring path pattern, such as {@code /api/v1/auth/login}
 */
public record OpenPath(String method, String pattern) {}
