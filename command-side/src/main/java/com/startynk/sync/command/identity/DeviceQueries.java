package com.startynk.sync.command.identity;

import com.startynk.sync.protocol.dashboard.DeviceNames;
import com.startynk.sync.protocol.dashboard.FindDeviceNames;
import org.axonframework.queryhandling.QueryHandler;

/** Answers other services about devices. */
final class DeviceQueries {

    private final DeviceRows rows;

    DeviceQueries(DeviceRows rows) {
        this.rows = rows;
    }

    @QueryHandler
    DeviceNames handle(FindDeviceNames query) {
        return new DeviceNames(rows.names(query.devices()));
    }
}
