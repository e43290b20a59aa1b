package com.startynk.sync.command;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.ServicePlatformConfiguration;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.push.SubmitItem;
import com.startynk.sync.protocol.push.SyncResult;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/** The command side over the real event store, with the shipped entity types; it can be started again on its data. */
public final class RunningCommandSide implements AutoCloseable {

    private final Map<String, Object> settings;
    private ConfigurableApplicationContext context;

    private RunningCommandSide(Map<String, Object> settings) {
        this.settings = settings;
        this.context = run(settings);
    }

    /**
     * Starts it on a database of its own.
     *
     * @param further settings beside those of the database
     */
    public static RunningCommandSide start(Map<String, Object> further) {
        var stack = EmbeddedStack.shared();
        var settings = new HashMap<String, Object>(stack.properties(stack.newDatabase()));
        settings.put("server.port", "0");
        settings.put("startynk.identity.jwt-secret", "a key that is known to these tests only");
        settings.putAll(further);
        return new RunningCommandSide(settings);
    }

    private static ConfigurableApplicationContext run(Map<String, Object> settings) {
        return new SpringApplicationBuilder(ServicePlatformConfiguration.class, CommandSideConfiguration.class)
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(EntityCatalog.class, () -> EntityCatalog.load(null)))
                .properties(settings)
                .run();
    }

    /** Ends it and starts it on the same data: nothing is remembered but what was stored. */
    public void restart() {
        context.close();
        context = run(settings);
    }

    public SyncResult push(Caller caller, ObjectNode item) {
        return bean(CommandGateway.class).sendAndWait(new SubmitItem(caller, item.toString()));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
