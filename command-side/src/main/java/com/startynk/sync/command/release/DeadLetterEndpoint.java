package com.startynk.sync.command.release;

import com.startynk.sync.command.parking.ClearDeadLetter;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets admins put dead letters away: one, all of a person, or all. They stay in the event store. */
@RestController
class DeadLetterEndpoint {

    private static final int AT_A_TIME = 500;

    private final ParkingRows rows;
    private final CommandGateway commands;

    DeadLetterEndpoint(ParkingRows rows, CommandGateway commands) {
        this.rows = rows;
        this.commands = commands;
    }

    /** How many were put away. */
    record Cleared(int cleared) {}

    @DeleteMapping("/api/v1/sync/dead-letters/{mutationId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear(@PathVariable String mutationId, Caller caller) {
        requireAdmin(caller);
        if (!clear(id(mutationId))) {
            throw notFound();
        }
    }

    @DeleteMapping("/api/v1/sync/dead-letters")
    Cleared clearAll(@RequestParam(name = "userId", required = false) @Nullable String userId, Caller caller) {
        requireAdmin(caller);
        var cleared = 0;
        var after = 0L;
        for (var more = true; more; ) {
            var page = rows.refused(userId, after, AT_A_TIME);
            for (var letter : page) {
                after = letter.place();
                cleared += clear(letter.item().mutationId()) ? 1 : 0;
            }
            more = page.size() == AT_A_TIME;
        }
        return new Cleared(cleared);
    }

    private boolean clear(MutationId mutation) {
        boolean cleared = commands.sendAndWait(new ClearDeadLetter(mutation));
        return cleared;
    }

    private static MutationId id(String text) {
        try {
            return new MutationId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
    }

    private static SyncFailure notFound() {
        return new SyncFailure(ErrorCode.NOT_FOUND, "no such dead letter");
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "Dead letters are put away by an admin.");
        }
    }
}
