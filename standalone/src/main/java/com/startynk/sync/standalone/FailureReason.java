package com.startynk.sync.standalone;

import org.springframework.boot.context.properties.bind.BindException;

/** Says in a line why the services do not start, without what is around it: all of Spring's beans that wait for one another. */
final class FailureReason {

    private FailureReason() {}

    static String of(Throwable failure) {
        var setting = "";
        var innermost = failure;
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind) {
                setting = bind.getName().toString();
            }
            innermost = cause;
        }
        var reason = text(innermost);
        return setting.isEmpty() || reason.contains(setting) ? reason : setting + ": " + reason;
    }

    private static String text(Throwable cause) {
        var message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }
}
