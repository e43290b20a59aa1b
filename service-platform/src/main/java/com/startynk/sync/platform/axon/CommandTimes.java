package com.startynk.sync.platform.axon;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.monitoring.MessageMonitor;
import org.jspecify.annotations.Nullable;

/** Times commands by name and outcome, from the bus to their end. */
final class CommandTimes implements MessageMonitor<CommandMessage<?>> {

    private final MeterRegistry meters;

    CommandTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public MonitorCallback onMessageIngested(CommandMessage<?> command) {
        var start = Timer.start(meters);
        var name = simpleName(command.getCommandName());
        return new MonitorCallback() {

            @Override
            public void reportSuccess() {
                stop("success");
            }

            @Override
            public void reportFailure(@Nullable Throwable cause) {
                stop("failure");
            }

            @Override
            public void reportIgnored() {
                stop("ignored");
            }

            private void stop(String outcome) {
                start.stop(meters.timer("startynk.commands", "command", name, "outcome", outcome));
            }
        };
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
