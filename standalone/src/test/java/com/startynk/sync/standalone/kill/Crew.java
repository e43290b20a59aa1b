package com.startynk.sync.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.standalone.Installation;
import com.startynk.sync.standalone.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Devices that work and readers that follow, each on its own, whatever becomes of the server. */
final class Crew implements AutoCloseable {

    private static final int DEVICES = 6;
    private static final Duration SOON = Duration.ofMinutes(3);

    private final List<Device> devices = new ArrayList<>();
    private final List<CursorReader> readers = new ArrayList<>();
    private final Site site;
    private final Device office;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(DEVICES + 3);
    private final List<Future<?>> running = new ArrayList<>();

    /** A call that a thread repeats. */
    private interface Turn {
        void take() throws InterruptedException;
    }

    Crew(Installation installation, Site site, Random random) throws IOException {
        this.site = site;
        var secret = Files.readString(installation.data().resolve("jwt-secret"));
        var port = installation.port();
        office = device(new Calls(port, Tokens.of("office", "office-pc", "ADMIN", secret)), random);
        for (var name : names()) {
            devices.add(device(new Calls(port, Tokens.of(name, name + "-phone", "FOREMAN", secret)), random));
        }
        readers.add(new CursorReader(office.calls(), new Random(random.nextLong())));
        readers.add(new CursorReader(devices.get(0).calls(), new Random(random.nextLong())));
    }

    private Device device(Calls calls, Random random) {
        return new Device(calls, new Work(site, new Random(random.nextLong())), new Random(random.nextLong()));
    }

    private static List<String> names() {
        return IntStream.range(0, DEVICES).mapToObj(n -> "crew-" + n).toList();
    }

    void openTheSite() throws InterruptedException {
        office.callItADay();
        office.put(site.opening(names()));
        while (!office.isDone()) {
            office.makeAndSend();
        }
        await().until(() -> office.calls().readsFromCache("task", site.uneditedTask()));
    }

    void start() {
        devices.forEach(device -> repeat(device::makeAndSend, 100));
        readers.forEach(reader -> repeat(reader::read, 200));
    }

    private void repeat(Turn turn, long pauseMillis) {
        running.add(threads.scheduleWithFixedDelay(() -> take(turn), 0, pauseMillis, TimeUnit.MILLISECONDS));
    }

    private static void take(Turn turn) {
        try {
            turn.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A thread ends at what it should not have seen. */
    void requireContent() throws InterruptedException, ExecutionException {
        for (var each : running) {
            if (each.isDone()) {
                each.get();
            }
        }
    }

    /** Waits until so many more mutations have been acknowledged. */
    void awaitAcknowledged(int more) {
        var wanted = acknowledged() + more;
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> {
                    requireContent();
                    return acknowledged() >= wanted;
                });
    }

    /** Waits until each has an answer to something that it sent after this call. */
    void awaitEachAcknowledged() {
        var before = devices.stream().map(device -> device.ledger().size()).toList();
        await().atMost(SOON).until(() -> {
            requireContent();
            return IntStream.range(0, DEVICES)
                    .allMatch(n -> devices.get(n).ledger().size() > before.get(n));
        });
    }

    /** Lets the server answer what has piled up. */
    void rest() {
        devices.forEach(Device::rest);
    }

    void goOn() {
        devices.forEach(Device::goOn);
    }

    void finish() {
        devices.forEach(Device::callItADay);
        await().atMost(SOON).until(() -> {
            requireContent();
            return devices.stream().allMatch(Device::isDone);
        });
        for (var device : devices) {
            await().atMost(SOON).untilAsserted(() -> {
                var queue = device.calls().status().get("queue");
                assertThat(queue.get("waiting").asInt() + queue.get("pending").asInt())
                        .isZero();
                assertThat(queue.get("failed").asInt()).isZero();
            });
        }
        running.forEach(each -> each.cancel(false));
    }

    List<Device> devices() {
        var all = new ArrayList<>(devices);
        all.add(office);
        return all;
    }

    List<CursorReader> readers() {
        return readers;
    }

    Device office() {
        return office;
    }

    int acknowledged() {
        return devices().stream().mapToInt(device -> device.ledger().size()).sum();
    }

    int lostAnswers() {
        return devices().stream().mapToInt(Device::lostAnswers).sum();
    }

    int refusals() {
        return devices().stream().mapToInt(Device::refusals).sum();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
