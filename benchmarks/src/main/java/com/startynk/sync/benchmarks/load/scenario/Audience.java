package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.Faults;
import com.startynk.sync.benchmarks.load.measure.Latencies;
import com.startynk.sync.benchmarks.load.socket.Listener;
import com.startynk.sync.benchmarks.load.wire.Page;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** The sockets of the fan-out, and what they should hear. */
final class Audience {

    private final int sockets;
    private final Faults faults;
    /** Of each entity by version. */
    private final Map<String, NavigableMap<Long, Delivery>> deliveries = new ConcurrentHashMap<>();

    private final Set<Integer> toldToPull = ConcurrentHashMap.newKeySet();
    private final LongAdder closed = new LongAdder();

    Audience(int sockets, Faults faults) {
        this.sockets = sockets;
        this.faults = faults;
    }

    Listener listener(int socket) {
        return new Listener() {
            @Override
            public void changed(Page page, long nanos) {
                for (var change : page.changes()) {
                    var delivery = of(change.entityId()).get(change.version());
                    if (delivery != null) {
                        delivery.arrived(socket, nanos, faults);
                    }
                }
            }

            @Override
            public void syncRequired() {
                toldToPull.add(socket);
            }

            @Override
            public void closed() {
                closed.increment();
            }
        };
    }

    /** Before the change is sent, since the sockets may hear of it before its writer. */
    Delivery expect(String entityId, long version) {
        return deliveries
                .computeIfAbsent(entityId, any -> new ConcurrentSkipListMap<>())
                .computeIfAbsent(version, next -> new Delivery(entityId, next, sockets));
    }

    private NavigableMap<Long, Delivery> of(String entityId) {
        return deliveries.getOrDefault(entityId, Collections.emptyNavigableMap());
    }

    boolean hasHeardAll() {
        return stored().stream().allMatch(delivery -> missing(delivery) == 0);
    }

    private long missing(Delivery delivery) {
        return missingAt(delivery).count();
    }

    private IntStream missingAt(Delivery delivery) {
        return listening().filter(socket -> !knows(socket, delivery));
    }

    /** What was changed again soon is told of once, in its newest state. */
    private boolean knows(int socket, Delivery delivery) {
        return delivery.hasArrivedAt(socket)
                || of(delivery.entityId()).tailMap(delivery.version(), false).values().stream()
                        .anyMatch(newer -> newer.hasArrivedAt(socket));
    }

    /** A socket that was told to pull has been told enough. */
    private IntStream listening() {
        return IntStream.range(0, sockets).filter(socket -> !toldToPull.contains(socket));
    }

    /** When nobody writes any more and all had time to hear. */
    void check() {
        for (var delivery : stored()) {
            missingAt(delivery)
                    .forEach(socket -> faults.lost("socket " + socket + " was not told of " + delivery.change()));
        }
    }

    Latencies latencies() {
        var latencies = new Latencies();
        stored().stream().filter(Delivery::isMeasured).forEach(delivery -> delivery.recordInto(latencies));
        return latencies;
    }

    private List<Delivery> stored() {
        return deliveries.values().stream()
                .flatMap(versions -> versions.values().stream())
                .filter(Delivery::isStored)
                .toList();
    }

    int toldToPull() {
        return toldToPull.size();
    }

    long closed() {
        return closed.sum();
    }
}
