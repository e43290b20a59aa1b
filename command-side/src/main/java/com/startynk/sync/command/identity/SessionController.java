package com.startynk.sync.command.identity;

import com.startynk.sync.platform.session.Revocations;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.validation.Valid;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Logging in and staying in. */
@RestController
class SessionController {

    static final String LOGIN = "/api/v1/auth/login";
    static final String REFRESH = "/api/v1/auth/refresh";

    private final Accounts accounts;
    private final Sessions sessions;
    private final Revocations revocations;

    SessionController(Accounts accounts, Sessions sessions, Revocations revocations) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.revocations = revocations;
    }

    @PostMapping(LOGIN)
    ResponseEntity<TokenPair> login(@Valid @RequestBody Login login) {
        var generation = revocations.generation();
        var account = accounts.find(login.username(), login.password())
                .orElseThrow(
                        () -> new SyncFailure(ErrorCode.UNAUTHENTICATED, "The username or the password is wrong."));
        return neverCached(sessions.begin(account, login.device(), generation));
    }

    @PostMapping(REFRESH)
    ResponseEntity<TokenPair> refresh(@Valid @RequestBody Refresh refresh) {
        return neverCached(sessions.renew(new RefreshToken(refresh.refreshToken())));
    }

    private static ResponseEntity<TokenPair> neverCached(TokenPair pair) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(pair);
    }
}
