package com.startynk.sync.query;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Closes the shared query side after the last test; at the end of the JVM its database might go first. */
public final class SharedQuerySideEnd implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot().getStore(Namespace.create(SharedQuerySideEnd.class)).computeIfAbsent("end", key ->
                (AutoCloseable) RunningQuerySide::closeShared);
    }
}
