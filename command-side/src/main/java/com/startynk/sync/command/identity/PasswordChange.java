package com.startynk.sync.command.identity;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Somebody wants another password. */
record PasswordChange(
        @NotNull @Size(max = 256) @Pattern(regexp = PlainText.ANY, message = "must be plain text") String currentPassword,

        @NotNull @Size(min = 8, max = 256) @Pattern(regexp = PlainText.ANY, message = "must be plain text") String newPassword) {

    /** Without the passwords. */
    @Override
    public String toString() {
        return "PasswordChange";
    }
}
