package com.startynk.sync.command.erasure;

import com.startynk.sync.protocol.Caller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Erasure over REST. */
@RestController
class ErasureEndpoint {

    private final Erasures erasures;

    ErasureEndpoint(Erasures erasures) {
        this.erasures = erasures;
    }

    @PostMapping("/api/v1/auth/users/{userId}/erasure")
    ErasureResult erase(@PathVariable String userId, Caller caller) {
        return erasures.erase(userId, caller);
    }
}
