package com.startynk.sync.command.identity;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Something has happened for which a person's tokens must be ended; what, their devices are told. */
record SecurityEvent(
        @NotNull @Pattern(regexp = PlainText.ID, message = "must be plain text of 1 to 128 characters") String userId,

        @NotNull @Pattern(regexp = PlainText.REASON, message = "must be plain text of 1 to 64 characters") String reason) {}
