package com.startynk.sync.command.intake;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.push.BatchResult;
import com.startynk.sync.protocol.push.SyncResult;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The REST twins of the procedures that push. */
@RestController
class PushEndpoint {

    private final PushRequests requests;

    PushEndpoint(PushRequests requests) {
        this.requests = requests;
    }

    @PostMapping("/api/v1/sync/items")
    SyncResult item(@RequestBody JsonNode input, Caller caller, HttpServletRequest request) {
        return requests.item(input, caller, size(request));
    }

    @PostMapping("/api/v1/sync/batches")
    BatchResult batch(@RequestBody JsonNode input, Caller caller, HttpServletRequest request) {
        return requests.batch(input, caller, size(request));
    }

    private static int size(HttpServletRequest request) {
        var length = request.getContentLength();
        return length < 0 ? Integer.MAX_VALUE : length;
    }
}
