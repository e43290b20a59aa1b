package com.startynk.sync.command.identity;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A login to be made or changed. Passwords have no rule but their length: others make them worse. */
record Credentials(
        @NotNull @Pattern(regexp = PlainText.USERNAME, message = "must have 1 to 128 characters and no space") String username,

        @NotNull @Size(min = 8, max = 256) @Pattern(regexp = PlainText.ANY, message = "must be plain text") String password,

        @NotNull @Size(max = 5) List<@NotNull @Pattern(regexp = Role.PATTERN) String> roles) {

    /** Without the password. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + ", roles=" + roles + "]";
    }
}
