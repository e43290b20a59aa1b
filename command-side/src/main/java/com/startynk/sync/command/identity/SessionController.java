package com.startynk.sync.command.identity;

import com.startynk.sync.platform.session.Revocations;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.servlet.http.HttpServletRequest;
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
    private final LoginThrottle throttle;

    SessionController(Accounts accounts, Sessions sessions, Revocations revocations, LoginThrottle throttle) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.revocations = revocations;
        this.throttle = throttle;
    }

    @PostMapping(LOGIN)
    ResponseEntity<TokenPair> login(@Valid @RequestBody Login login, HttpServletRequest request) {
        var attempt = throttle.attempt(login.username(), request.getRemoteAddr());
        var generation = revocations.generation();
        var account = accounts.find(login.username(), login.password()).orElse(null);
        if (account == null) {
            accounts.refused(login.username(), login.device().deviceId(), request.getRemoteAddr());
            throw new SyncFailure(ErrorCode.UNAUTHENTICATED, "The username or the password is wrong.");
        }
        attempt.succeeded();
        return neverCached(sessions.begin(account, login.device(), generation));
    }

    /** The present device goes on, with the pair in the answer. */
    @PostMapping("/api/v1/auth/password")
    ResponseEntity<TokenPair> changePassword(
            @Valid @RequestBody PasswordChange change, Caller caller, HttpServletRequest request) {
        var attempt = throttle.attempt(caller.userId(), request.getRemoteAddr());
        var account = accounts.findOwn(caller.userId(), change.currentPassword())
                .orElseThrow(() -> new SyncFailure(ErrorCode.FORBIDDEN, "The current password is wrong."));
        attempt.succeeded();
        accounts.changePassword(account, change.newPassword(), caller);
        var device = new Login.Device(caller.deviceId(), null, null);
        return neverCached(sessions.begin(account, device, revocations.generation()));
    }

    @PostMapping(REFRESH)
    ResponseEntity<TokenPair> refresh(@Valid @RequestBody Refresh refresh) {
        return neverCached(sessions.renew(new RefreshToken(refresh.refreshToken())));
    }

    private static ResponseEntity<TokenPair> neverCached(TokenPair pair) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(pair);
    }
}
