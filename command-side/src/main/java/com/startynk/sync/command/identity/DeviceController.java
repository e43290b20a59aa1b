package com.startynk.sync.command.identity;

import com.startynk.sync.platform.session.DeviceUses;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's devices, and the ends of their sessions: whoever made the tokens, they are ended here. */
@RestController
class DeviceController {

    private final DeviceRows devices;
    private final DeviceUses uses;
    private final SessionEnds ends;

    DeviceController(DeviceRows devices, DeviceUses uses, SessionEnds ends) {
        this.devices = devices;
        this.uses = uses;
        this.ends = ends;
    }

    @GetMapping("/api/v1/auth/devices")
    Map<String, List<DeviceView>> list(Caller caller) {
        uses.write();
        return Map.of("items", devices.inUse(caller));
    }

    @DeleteMapping("/api/v1/auth/devices/{deviceId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String deviceId, Caller caller) {
        if (!ends.revoke(deviceId, caller)) {
            throw new SyncFailure(ErrorCode.NOT_FOUND, "You have no such device.");
        }
    }

    @DeleteMapping("/api/v1/auth/devices")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeAll(Caller caller) {
        ends.endAll(caller.userId(), SessionEnds.LOGGED_OUT, caller);
    }

    @PostMapping("/api/v1/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(Caller caller) {
        ends.logout(caller);
    }

    @PostMapping("/api/v1/auth/security-events")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(@Valid @RequestBody SecurityEvent event, Caller caller) {
        if (!caller.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "Sessions of others are ended by an admin.");
        }
        ends.endAll(event.userId(), event.reason(), caller);
    }
}
