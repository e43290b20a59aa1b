package com.startynk.sync.realtime.relay;

import java.util.Map;
import java.util.Set;

/** Says what roles may read, by the declarations of entity types. */
public interface ReadRights {

    /** Whether they may read a type; false for one that is not declared. */
    boolean by(Set<String> roles, String entityType);

    /** Whether they may read of a type only what is their own. */
    boolean onlyOwn(Set<String> roles, String entityType);

    /** All types that are declared. */
    Set<String> types();

    /** By type, the fields that they may not read; a type all of whose fields they read is not in it. */
    Map<String, Set<String>> hiddenFrom(Set<String> roles);
}
