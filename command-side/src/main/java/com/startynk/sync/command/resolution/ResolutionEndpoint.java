package com.startynk.sync.command.resolution;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.conflict.ConflictView;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Decisions over REST. */
@RestController
class ResolutionEndpoint {

    private final ResolutionRequests requests;

    ResolutionEndpoint(ResolutionRequests requests) {
        this.requests = requests;
    }

    @PostMapping("/api/v1/conflicts/{id}/resolution")
    ConflictView resolve(@PathVariable("id") String conflictId, @RequestBody JsonNode input, Caller caller) {
        return requests.resolve(conflictId, input, caller);
    }
}
