package com.startynk.sync.platform.limit;

import jakarta.servlet.http.HttpServletRequest;

/** Tells probes and the collection of metrics from other requests: an overloaded server must not seem dead. */
final class Probes {

    private final String root;

    /** @param root the path under which they are, without a slash at its end */
    Probes(String root) {
        this.root = root;
    }

    boolean isProbe(HttpServletRequest request) {
        var path = request.getServletPath();
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }
}
