package com.startynk.sync.realtime.relay;

import java.util.Set;

/** Says which entity types roles may read, by their declarations. */
@FunctionalInterface
public interface ReadRights {

    /** False for a type that is not declared. */
    boolean by(Set<String> roles, String entityType);
}
