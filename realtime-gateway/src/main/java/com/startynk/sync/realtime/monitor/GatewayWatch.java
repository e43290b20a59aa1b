package com.startynk.sync.realtime.monitor;

import com.startynk.sync.realtime.call.Handshakes;
import com.startynk.sync.realtime.engine.Traffic;
import com.startynk.sync.realtime.monitor.GatewayFigures.Connections;
import com.startynk.sync.realtime.monitor.GatewayFigures.Door;
import com.startynk.sync.realtime.monitor.GatewayFigures.In;
import com.startynk.sync.realtime.monitor.GatewayFigures.Members;
import com.startynk.sync.realtime.monitor.GatewayFigures.Out;
import com.startynk.sync.realtime.monitor.GatewayFigures.Rooms;
import com.startynk.sync.realtime.monitor.GatewayFigures.Slow;
import com.startynk.sync.realtime.presence.Presence;
import com.startynk.sync.realtime.presence.PresenceState;
import com.startynk.sync.realtime.relay.Relay;
import com.startynk.sync.realtime.relay.RelayState;
import java.time.Duration;

/** The figures of this node. What threads of their own keep is asked for now and then, and is as old as that. */
public final class GatewayWatch {

    private final Traffic traffic;
    private final Handshakes handshakes;
    private final Relay relay;
    private final Presence presence;
    private final long since = System.nanoTime();

    private volatile RelayState sockets = RelayState.NOBODY;
    private volatile PresenceState people = PresenceState.NOBODY;

    public GatewayWatch(Traffic traffic, Handshakes handshakes, Relay relay, Presence presence) {
        this.traffic = traffic;
        this.handshakes = handshakes;
        this.relay = relay;
        this.presence = presence;
    }

    /** Asks what is to be asked for; the answers come soon, if those threads are not busy. */
    public void look() {
        relay.look(state -> sockets = state);
        presence.look(state -> people = state);
    }

    Traffic traffic() {
        return traffic;
    }

    Handshakes handshakes() {
        return handshakes;
    }

    Relay relay() {
        return relay;
    }

    Presence presence() {
        return presence;
    }

    RelayState sockets() {
        return sockets;
    }

    PresenceState people() {
        return people;
    }

    public GatewayFigures figures(String node, int port) {
        var now = sockets;
        var told = relay.metrics();
        return new GatewayFigures(
                node,
                port,
                Duration.ofNanos(System.nanoTime() - since).toMillis(),
                new Connections(traffic.webSockets(), traffic.polling(), now.sockets()),
                new Rooms(now.userRooms(), now.projectRooms(), now.entityRooms()),
                members(people),
                new In(traffic.events(), told.announced()),
                new Out(told.messages(), told.changes(), traffic.packets(), traffic.bytes()),
                new Slow(now.full(), now.catchingUp(), told.syncRequired(), traffic.cut(), told.dropped()),
                new Door(handshakes.accepted(), handshakes.refused(), traffic.late()));
    }

    private Members members(PresenceState now) {
        var told = presence.metrics();
        return new Members(
                now.members(), now.here(), now.projects(), now.alone(), now.waiting(), told.changes(), told.messages());
    }
}
