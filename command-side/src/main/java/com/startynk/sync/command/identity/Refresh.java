package com.startynk.sync.command.identity;

import jakarta.validation.constraints.NotNull;

/** A session is to go on. */
record Refresh(@NotNull String refreshToken) {

    /** Without the token. */
    @Override
    public String toString() {
        return "Refresh";
    }
}
