package com.startynk.sync.realtime.engine;

import java.util.concurrent.Executor;

/** How the packets of a session reach its client at the moment. Called with the session's lock held. */
interface Transport {

    /** Where {@link #flush} is best called. */
    Executor executor();

    /** Takes off the outbox what the network takes now. */
    void flush(Outbox outbox);

    /** Stops or resumes reading, if it can. */
    void reading(boolean on);

    /** Lets go of the network. */
    void close();
}
