package com.startynk.sync.benchmarks.load.wire;

import java.util.List;
import java.util.UUID;

/** A device and its access token; the server learns of it by its first call. */
public record Device(String userId, String token) {

    public static Device of(String userId, List<String> roles, TokenSigner signer) {
        return new Device(userId, signer.token(userId, UUID.randomUUID().toString(), roles));
    }
}
