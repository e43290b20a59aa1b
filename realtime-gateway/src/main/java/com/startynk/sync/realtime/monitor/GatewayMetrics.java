package com.startynk.sync.realtime.monitor;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The same figures as metrics of this node. */
public final class GatewayMetrics {

    private static final String PREFIX = "startynk.realtime.";

    private final GatewayWatch watch;
    private final MeterRegistry meters;

    private GatewayMetrics(GatewayWatch watch, MeterRegistry meters) {
        this.watch = watch;
        this.meters = meters;
    }

    /** Registers them. Who registers keeps the watch: meters do not. */
    public static void of(GatewayWatch watch, MeterRegistry meters) {
        var metrics = new GatewayMetrics(watch, meters);
        metrics.addConnections();
        metrics.addTraffic();
        metrics.addSlowReaders();
        metrics.addHandshakes();
        metrics.addPresence();
    }

    private void addConnections() {
        var open = "open sessions by their transport";
        gauge(
                "connections",
                open,
                Tags.of("transport", "websocket"),
                now -> now.traffic().webSockets());
        gauge(
                "connections",
                open,
                Tags.of("transport", "polling"),
                now -> now.traffic().polling());
        gauge("sockets", "sockets that are signed in", now -> now.sockets().sockets());
        var rooms = "rooms with somebody of this node in them";
        gauge("rooms", rooms, Tags.of("kind", "user"), now -> now.sockets().userRooms());
        gauge("rooms", rooms, Tags.of("kind", "project"), now -> now.sockets().projectRooms());
        gauge("rooms", rooms, Tags.of("kind", "entity"), now -> now.sockets().entityRooms());
    }

    private void addTraffic() {
        counter("events", "events that clients emitted", now -> now.traffic().events());
        counter(
                "announced",
                "changes announced to this node",
                now -> now.relay().metrics().announced());
        counter(
                "messages",
                "entity:changed messages handed to sockets",
                now -> now.relay().metrics().messages());
        counter(
                "changes",
                "changes in those messages",
                now -> now.relay().metrics().changes());
        counter(
                "packets",
                "packets of every kind handed to the network",
                now -> now.traffic().packets());
        counter("bytes", "how large those were", now -> now.traffic().bytes());
    }

    private void addSlowReaders() {
        gauge("slow", "sockets with a full queue", now -> now.sockets().full());
        gauge(
                "catching.up",
                "sockets that are led from an old cursor to now",
                now -> now.sockets().catchingUp());
        counter(
                "cut",
                "sockets that were dropped with a full queue",
                now -> now.traffic().cut());
        counter(
                "dropped",
                "announcements that too many others waited for",
                now -> now.relay().metrics().dropped());
        counters(
                "sync.required",
                "sockets told to pull",
                now -> now.relay().metrics().syncRequired());
    }

    private void addHandshakes() {
        counter(
                "handshakes",
                "clients that were let in",
                now -> now.handshakes().accepted());
        counters(
                "handshakes.refused",
                "clients that were not let in",
                now -> now.handshakes().refused());
        counter(
                "handshakes.late",
                "sessions that nobody came in through",
                now -> now.traffic().late());
    }

    private void addPresence() {
        gauge(
                "presence.members",
                "people there by sockets of this node, by project",
                now -> now.people().here());
        gauge(
                "presence.known",
                "people there by any node, by project",
                now -> now.people().members());
        gauge(
                "presence.projects",
                "projects that somebody is in",
                now -> now.people().projects());
        gauge(
                "presence.waiting",
                "changes held back by their projects' rates",
                now -> now.people().waiting());
        counter(
                "presence.changes",
                "changes of a status told",
                now -> now.presence().metrics().changes());
        counter(
                "presence.messages",
                "messages that they made",
                now -> now.presence().metrics().messages());
    }

    private void gauge(String name, String what, ToDoubleFunction<GatewayWatch> level) {
        gauge(name, what, Tags.empty(), level);
    }

    private void gauge(String name, String what, Tags tags, ToDoubleFunction<GatewayWatch> level) {
        Gauge.builder(PREFIX + name, watch, level).description(what).tags(tags).register(meters);
    }

    private void counter(String name, String what, ToDoubleFunction<GatewayWatch> count) {
        counter(name, what, Tags.empty(), count);
    }

    private void counter(String name, String what, Tags tags, ToDoubleFunction<GatewayWatch> count) {
        FunctionCounter.builder(PREFIX + name, watch, count)
                .description(what)
                .tags(tags)
                .register(meters);
    }

    /** One for each reason; all of them are there from the start. */
    private void counters(String name, String what, Function<GatewayWatch, Map<String, Long>> counts) {
        for (var reason : counts.apply(watch).keySet()) {
            counter(
                    name,
                    what,
                    Tags.of("reason", reason),
                    now -> counts.apply(now).getOrDefault(reason, 0L));
        }
    }
}
