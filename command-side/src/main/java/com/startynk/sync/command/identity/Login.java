package com.startynk.sync.command.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Somebody on a device wants in. */
record Login(
        @NotNull @Size(max = 256) @Pattern(regexp = PlainText.ANY, message = "must be plain text") String username,

        @NotNull @Size(max = 256) @Pattern(regexp = PlainText.ANY, message = "must be plain text") String password,

        @NotNull @Valid Device device) {

    /** The app's installation; what it says of itself is shown to its owner. */
    record Device(
            @NotNull @Pattern(regexp = PlainText.ID, message = "must be plain text of 1 to 128 characters") String deviceId,

            @Size(max = 200) @Pattern(regexp = PlainText.ANY, message = "must be plain text") @Nullable String name,

            @Size(max = 64) @Pattern(regexp = PlainText.ANY, message = "must be plain text") @Nullable String platform) {}

    /** Without the password. */
    @Override
    public String toString() {
        return "Login[username=" + username + ", device=" + device + "]";
    }
}
