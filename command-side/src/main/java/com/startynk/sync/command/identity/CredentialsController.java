package com.startynk.sync.command.identity;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes, changes, disables and enables logins. */
@RestController
class CredentialsController {

    private final Accounts accounts;

    CredentialsController(Accounts accounts) {
        this.accounts = accounts;
    }

    @PutMapping("/api/v1/auth/users/{userId}/credentials")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void save(@PathVariable String userId, @Valid @RequestBody Credentials credentials, Caller caller) {
        requireAdmin(caller);
        if (!userId.matches(PlainText.ID)) {
            throw SyncFailure.invalid("userId", "must be plain text of 1 to 128 characters");
        }
        accounts.save(userId, credentials, caller);
    }

    @PostMapping("/api/v1/auth/users/{userId}/disable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(@PathVariable String userId, Caller caller) {
        requireAdmin(caller);
        if (userId.equals(caller.userId())) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "Nobody can shut himself out.");
        }
        accounts.disable(userId, caller);
    }

    @PostMapping("/api/v1/auth/users/{userId}/enable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void enable(@PathVariable String userId, Caller caller) {
        requireAdmin(caller);
        accounts.enable(userId);
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "Logins are for an admin to make and change.");
        }
    }
}
