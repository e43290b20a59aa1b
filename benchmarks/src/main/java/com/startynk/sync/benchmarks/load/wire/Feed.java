package com.startynk.sync.benchmarks.load.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Pulls one project's changes. */
public final class Feed {

    private Feed() {}

    /** Asks for a page behind the cursor; null is the beginning. */
    public static Answer pull(Api api, Device device, String projectId, @Nullable String cursor, int limit) {
        var path = "/api/v1/sync/updates?projectIds=" + projectId + "&limit=" + limit;
        var from = cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return api.get(path + from, device);
    }
}
