package com.startynk.sync.platform.identity;

import com.startynk.sync.protocol.Caller;

/** Is told who calls. Services publish beans. */
@FunctionalInterface
public interface CallerWatch {

    /** Called when a token is used here for the first time, and about once a minute while it goes on being used. */
    void seen(Caller caller);
}
