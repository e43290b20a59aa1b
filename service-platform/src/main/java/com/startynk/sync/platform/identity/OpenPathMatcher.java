package com.startynk.sync.platform.identity;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** An {@link OpenPath}, ready to be compared. */
final class OpenPathMatcher {

    private final String method;
    private final PathPattern pattern;

    OpenPathMatcher(OpenPath open) {
        this.method = open.method();
        this.pattern = PathPatternParser.defaultInstance.parse(open.pattern());
    }

    boolean matches(String requestMethod, String path) {
        return method.equals(requestMethod) && pattern.matches(PathContainer.parsePath(path));
    }
}
