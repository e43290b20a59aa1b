package com.startynk.sync.realtime.engine;

import java.util.Optional;

/** A client that waits for the decision whether it may connect. Exactly one method is to be called, by any thread. */
public interface Admission {

    /**
     * Lets the client in; nothing was sent to it or taken from it before.
     *
     * @return empty when the client has gone meanwhile; else {@link Connection.Listener#closed} will be called
     */
    Optional<Connection> accept(Connection.Listener listener);

    /** Answers {@code connect_error} with this message and ends the connection. */
    void refuse(String message);

    /** Ends the connection as a broken network would, for a cause that passes: the client comes back by itself. */
    void drop();
}
