package com.startynk.sync.standalone;

/** Lets tests in packages of their own start all services in their JVM. */
public final class WholeSystem {

    private WholeSystem() {}

    public static Class<?> application() {
        return Standalone.class;
    }
}
