package com.startynk.sync.realtime.monitor;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.realtime.monitor.GatewayMonitor.Overview;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The sockets of all nodes over REST, for admins. */
@RestController
public final class MonitorController {

    private final GatewayMonitor monitor;

    public MonitorController(GatewayMonitor monitor) {
        this.monitor = monitor;
    }

    @GetMapping("/api/v1/admin/realtime")
    Overview overview(Caller caller) {
        if (!caller.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "what sockets do is shown to admins");
        }
        return monitor.overview();
    }
}
