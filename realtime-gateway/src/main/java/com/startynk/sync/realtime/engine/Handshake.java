package com.startynk.sync.realtime.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a client brings when it connects. Holds a secret: never logged.
 *
 * @param auth JSON text of the client's {@code auth} option, not known to be well-formed; null when there is none
 * @param authorization the HTTP header of that name
 * @param address the IP address that it comes from
 */
public record Handshake(@Nullable String auth, @Nullable String authorization, String address) {

    @Override
    public String toString() {
        return "Handshake[]";
    }
}
