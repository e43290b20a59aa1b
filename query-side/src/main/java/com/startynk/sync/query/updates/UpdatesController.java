package com.startynk.sync.query.updates;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Pulling over HTTP. */
@RestController
public final class UpdatesController {

    private final UpdatesPulls pulls;

    public UpdatesController(UpdatesPulls pulls) {
        this.pulls = pulls;
    }

    @GetMapping("/api/v1/sync/updates")
    Object updates(
            QueryParameters parameters,
            @RequestHeader(name = UpdatesPulls.CONSISTENCY, required = false) @Nullable String consistency,
            Caller caller) {
        return pulls.byUrl(parameters, consistency, caller);
    }
}
