package com.startynk.sync.command.identity;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes and changes logins. */
@RestController
class CredentialsController {

    private final Accounts accounts;

    CredentialsController(Accounts accounts) {
        this.accounts = accounts;
    }

    @PutMapping("/api/v1/auth/users/{userId}/credentials")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void save(@PathVariable String userId, @Valid @RequestBody Credentials credentials, Caller caller) {
        if (!caller.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "Logins are made by an admin.");
        }
        if (!userId.matches(PlainText.ID)) {
            throw SyncFailure.invalid("userId", "must be plain text of 1 to 128 characters");
        }
        accounts.save(userId, credentials);
    }
}
