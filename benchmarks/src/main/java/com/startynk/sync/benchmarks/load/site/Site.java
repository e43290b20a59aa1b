package com.startynk.sync.benchmarks.load.site;

import com.startynk.sync.benchmarks.load.check.Ledger;
import com.startynk.sync.benchmarks.load.wire.Device;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A project of the driver's own, with the devices of its members. */
public final class Site {

    private final String projectId;
    private final List<Device> devices;
    private final IdleTasks tasks = new IdleTasks();
    private final Ledger ledger = new Ledger();
    private final AtomicInteger turn = new AtomicInteger();

    public Site(String projectId, List<Device> devices) {
        this.projectId = projectId;
        this.devices = List.copyOf(devices);
    }

    public String projectId() {
        return projectId;
    }

    public List<Device> devices() {
        return devices;
    }

    /** Of a member, by his place among them. */
    public List<Device> devicesOf(int person) {
        var userId = devices.get(person).userId();
        return devices.stream().filter(device -> device.userId().equals(userId)).toList();
    }

    /** In turn: the contract bounds what one device may ask for in a minute. */
    public Device nextDevice() {
        return devices.get(Math.floorMod(turn.getAndIncrement(), devices.size()));
    }

    public IdleTasks tasks() {
        return tasks;
    }

    public Ledger ledger() {
        return ledger;
    }
}
