package com.startynk.sync.benchmarks.load.socket;

import com.startynk.sync.benchmarks.load.wire.Page;

/** What a socket hears. Calls come one after another, on the thread of the socket. */
public interface Listener {

    /** Something has changed, and the socket heard of it at this time. */
    void changed(Page page, long nanos);

    /** The server has given up telling this socket everything: it must pull. */
    void syncRequired();

    /** The connection has ended, whoever ended it. */
    void closed();
}
