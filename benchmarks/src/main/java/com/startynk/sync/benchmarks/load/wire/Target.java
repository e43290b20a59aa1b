package com.startynk.sync.benchmarks.load.wire;

import java.net.URI;

/**
 * The server under load.
 *
 * @param secret signs access tokens (HS256)
 */
public record Target(URI api, URI ws, String secret) {}
