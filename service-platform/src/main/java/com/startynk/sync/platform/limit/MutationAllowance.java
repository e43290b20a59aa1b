package com.startynk.sync.platform.limit;

import com.startynk.sync.protocol.Caller;

/** Says how many mutations a caller may make. */
@FunctionalInterface
public interface MutationAllowance {

    /** Counts as many of them as may be done now. */
    Grant take(Caller caller, int wanted);
}
