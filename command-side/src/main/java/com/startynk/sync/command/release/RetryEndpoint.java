package com.startynk.sync.command.release;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.push.RetryResult;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The REST twin of {@code sync.retryFailed}. */
@RestController
class RetryEndpoint {

    private final RetryRequests requests;

    RetryEndpoint(RetryRequests requests) {
        this.requests = requests;
    }

    @PostMapping("/api/v1/sync/retries")
    RetryResult retry(@RequestBody JsonNode input, Caller caller) {
        return requests.retry(input, caller);
    }
}
