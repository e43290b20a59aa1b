package com.startynk.sync.realtime.call;

import com.startynk.sync.platform.limit.CallAllowance;
import com.startynk.sync.platform.limit.StrangerAllowance;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.SyncFailure;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Where the events of all sockets wait for a thread. Refuses those of a device that sends too many, and what would wait long. */
public final class CallLine {

    private final CallAllowance allowance;
    private final StrangerAllowance strangers;
    private final Executor threads;

    /** @param threads refuses work when too much of it waits */
    public CallLine(CallAllowance allowance, StrangerAllowance strangers, Executor threads) {
        this.allowance = allowance;
        this.strangers = strangers;
        this.threads = threads;
    }

    /**
     * Counts a call, be it that of coming in.
     *
     * @throws SyncFailure {@code RATE_LIMITED} when it is one too many
     */
    void count(Caller caller) {
        allowance.take(caller);
    }

    /**
     * Counts that somebody wanted to come in whose token is not valid.
     *
     * @throws SyncFailure {@code RATE_LIMITED} when too many such come from there
     */
    void countStranger(String address) {
        strangers.take(address);
    }

    /**
     * Has a call handled soon.
     *
     * @throws SyncFailure when it is not to be handled
     */
    void enter(Caller caller, Runnable call) {
        count(caller);
        try {
            threads.execute(call);
        } catch (RejectedExecutionException e) {
            throw SyncFailure.unavailable("Too much is going on.");
        }
    }
}
