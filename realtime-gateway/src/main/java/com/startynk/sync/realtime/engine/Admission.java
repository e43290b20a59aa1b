package com.startynk.sync.realtime.engine;

/**
 * A client that waits for the decision whether it may connect. Nothing is sent to it or taken from it before it is accepted.
 * One decision is to be made, by any thread; later ones are ignored.
 */
public interface Admission {

    /** The connection that it will be; what is sent over it before is dropped. */
    Connection connection();

    /**
     * Lets the client in.
     *
     * @return false when it has gone meanwhile; else {@link Connection.Listener#closed} will be called
     */
    boolean accept(Connection.Listener listener);

    /** Answers {@code connect_error} with this message and ends the connection. */
    void refuse(String message);

    /** Ends the connection as a broken network would, for a cause that passes: the client comes back by itself. */
    void drop();
}
