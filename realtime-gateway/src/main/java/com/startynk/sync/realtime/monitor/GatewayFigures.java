package com.startynk.sync.realtime.monitor;

import java.util.Map;

/**
 * The sockets of one node. Counts are since its start, so that whoever looks twice has rates.
 *
 * @param node the node's name, by which it claims work too
 * @param port that its sockets come to
 * @param upMillis how long it is up, by its own clock: what counts differ by, and this does, makes a rate
 */
public record GatewayFigures(
        String node,
        int port,
        long upMillis,
        Connections connections,
        Rooms rooms,
        Members presence,
        In in,
        Out out,
        Slow slow,
        Door handshakes) {

    /**
     * What is open.
     *
     * @param signedIn how many of them are in
     */
    public record Connections(long websocket, long polling, int signedIn) {}

    /** Rooms with somebody of this node in them. */
    public record Rooms(int users, int projects, int entities) {}

    /**
     * Who is there. A member is a person in one project.
     *
     * @param members over all nodes
     * @param here by this node's sockets
     * @param alone whether other nodes cannot be asked at the moment
     * @param waiting changes held back by the rate of their projects
     * @param changes that were told
     * @param messages that this made
     */
    public record Members(
            int members, int here, int projects, boolean alone, int waiting, long changes, long messages) {}

    /**
     * What comes in.
     *
     * @param events of clients
     * @param changes that the projection announced
     */
    public record In(long events, long changes) {}

    /**
     * What goes out.
     *
     * @param messages {@code entity:changed}
     * @param changes in them
     * @param packets of every kind, with answers and pings
     */
    public record Out(long messages, long changes, long packets, long bytes) {}

    /**
     * Who does not keep up.
     *
     * @param full sockets that have read too little to be told anything now
     * @param syncRequired sockets that were told to pull, by reason
     * @param cut sockets that were dropped with a full queue
     * @param dropped announcements that were not looked at
     */
    public record Slow(int full, int catchingUp, Map<String, Long> syncRequired, long cut, long dropped) {}

    /**
     * Who comes in.
     *
     * @param refused by reason
     * @param late sessions that nobody came in through in time
     */
    public record Door(long accepted, Map<String, Long> refused, long late) {}
}
