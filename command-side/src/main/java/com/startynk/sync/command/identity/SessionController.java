package com.startynk.sync.command.identity;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.validation.Valid;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Logging in, staying in, logging out. */
@RestController
class SessionController {

    static final String LOGIN = "/api/v1/auth/login";
    static final String REFRESH = "/api/v1/auth/refresh";

    private final Accounts accounts;
    private final Sessions sessions;

    SessionController(Accounts accounts, Sessions sessions) {
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @PostMapping(LOGIN)
    ResponseEntity<TokenPair> login(@Valid @RequestBody Login login) {
        var account = accounts.find(login.username(), login.password())
                .orElseThrow(
                        () -> new SyncFailure(ErrorCode.UNAUTHENTICATED, "The username or the password is wrong."));
        return neverCached(sessions.begin(account, login.device()));
    }

    @PostMapping(REFRESH)
    ResponseEntity<TokenPair> refresh(@Valid @RequestBody Refresh refresh) {
        return neverCached(sessions.renew(new RefreshToken(refresh.refreshToken())));
    }

    @PostMapping("/api/v1/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(Caller caller) {
        sessions.end(caller);
    }

    private static ResponseEntity<TokenPair> neverCached(TokenPair pair) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(pair);
    }
}
