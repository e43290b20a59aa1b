package com.startynk.sync.realtime.engine;

import java.util.function.BooleanSupplier;

/** One connected Socket.IO client, from its accepted handshake to its end. Every method may be called by any thread. */
public interface Connection {

    /** Public, random, and unrelated to the transport's session id, which would hand out the session. */
    String id();

    /**
     * Queues what may also be left out.
     *
     * @return false when the client reads too slowly: nothing was queued, and {@link Listener#drained} follows once the
     *     client has read what waits
     */
    boolean offer(Frame frame);

    /** Queues an answer or a notice. A client that lets these pile up too is disconnected. */
    void send(Frame frame);

    /**
     * Asks the client for a sign that it has read all that was queued until now: a ping, which every client answers at once. A
     * client that is gone, suspended or cut off never gives it.
     *
     * @param task called once it has, on an event loop; must not block
     */
    void whenRead(Runnable task);

    /**
     * Takes events off the wire or leaves them there, as far as the transport can.
     *
     * @param wanted asked in order with the client's events, so that the last answer is the one that holds
     */
    void reading(BooleanSupplier wanted);

    /** Tells the client that the server ends the connection, after all that is queued, and ends it. */
    void disconnect();

    /** Ends the connection as a broken network would: the client comes back by itself. */
    void drop();

    /** What a connection tells its owner. Called on an event loop, in order; must not block. */
    interface Listener {

        /** The client is in; what it sends comes next. */
        void opened();

        void event(ClientEvent event);

        /** All that waited has been handed to the network, after an {@link #offer} was turned down. */
        void drained();

        /**
         * Called once, last.
         *
         * @param clean whether one side has said that this is the end; else the network broke, and the client may be back soon
         */
        void closed(boolean clean);
    }
}
