package com.startynk.sync.query.digest;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Digests over REST. */
@RestController
public final class DigestController {

    private final DigestReader reader;

    public DigestController(DigestReader reader) {
        this.reader = reader;
    }

    @GetMapping("/api/v1/sync/digest")
    Object digest(QueryParameters parameters, Caller caller) {
        return reader.digest(DigestInput.read(parameters), caller);
    }
}
