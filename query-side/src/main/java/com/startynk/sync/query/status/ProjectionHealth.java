package com.startynk.sync.query.status;

/** How the projection of entities fares in this process. */
public interface ProjectionHealth {

    enum State {
        RUNNING,
        /** It tries again and again. */
        FAILING,
        STOPPED
    }

    State state();
}
