package com.startynk.sync.platform.trpc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request's URL says.
 *
 * @param names of the procedures, in order; one when it is no batch
 */
record TrpcRequest(List<String> names, boolean batch) {

    static final String ROOT = "/trpc";

    private static final String BATCH = "batch=1";

    static boolean isTrpc(HttpServletRequest request) {
        return request.getServletPath().equals(ROOT) || request.getServletPath().startsWith(ROOT + "/");
    }

    static TrpcRequest of(HttpServletRequest request) {
        var info = request.getPathInfo();
        var path = info == null || info.isEmpty() ? "" : info.substring(1);
        var batch = isBatch(request.getQueryString());
        return new TrpcRequest(batch ? List.of(path.split(",", -1)) : List.of(path), batch);
    }

    /** Looked up in the raw query: an answer in the right envelope is owed even where the parameters cannot be decoded. */
    private static boolean isBatch(@Nullable String query) {
        if (query == null) {
            return false;
        }
        for (var from = query.indexOf(BATCH); from >= 0; from = query.indexOf(BATCH, from + 1)) {
            var end = from + BATCH.length();
            if ((from == 0 || query.charAt(from - 1) == '&') && (end == query.length() || query.charAt(end) == '&')) {
                return true;
            }
        }
        return false;
    }
}
