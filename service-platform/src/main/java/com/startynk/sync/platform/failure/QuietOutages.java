package com.startynk.sync.platform.failure;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Puts one line now and then in the place of the stack traces with which frameworks tell an outage: the event store alone
 * would write one every few milliseconds. Begins when the system runs: why it does not start is worth a whole trace. Never
 * ends, since what runs last in a process still meets an outage when everything else is closed.
 */
final class QuietOutages implements ApplicationListener<ContextRefreshedEvent> {

    private static final TurboFilter FILTER = new Filter();

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            logs.getTurboFilterList().addIfAbsent(FILTER);
        }
    }

    private static final class Filter extends TurboFilter {

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] arguments,
                @Nullable Throwable thrown) {
            var cause = thrown == null ? lastOf(arguments) : thrown;
            if (cause == null || !level.isGreaterOrEqual(Level.WARN) || !Outage.isBehind(cause)) {
                return FilterReply.NEUTRAL;
            }
            OutageLog.warn(cause);
            return FilterReply.DENY;
        }

        /** SLF4J lets an exception stand behind the arguments of the text. */
        private static @Nullable Throwable lastOf(Object @Nullable [] arguments) {
            return arguments != null
                            && arguments.length > 0
                            && arguments[arguments.length - 1] instanceof Throwable last
                    ? last
                    : null;
        }
    }
}
