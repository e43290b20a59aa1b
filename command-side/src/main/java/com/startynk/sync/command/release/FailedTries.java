package com.startynk.sync.command.release;

import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.parking.GiveUpWaiting;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.protocol.ErrorCode;
import java.time.Clock;
import java.util.SplittableRandom;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of parked mutations whose try failed for now: another try after a while, and a dead letter after many. One
 * that fails for a fault of ours delays nothing but itself, what refers to it, and what its device did to the same entity
 * after it.
 */
final class FailedTries {

    private static final Logger log = LoggerFactory.getLogger(FailedTries.class);

    private final ParkingRows rows;
    private final CommandGateway commands;
    private final TransactionTemplate transactions;
    private final ParkingSettings settings;
    private final Clock clock;

    FailedTries(
            ParkingRows rows,
            CommandGateway commands,
            TransactionTemplate transactions,
            ParkingSettings settings,
            Clock clock) {
        this.rows = rows;
        this.commands = commands;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** A database that is away takes no note: then the try does not count, and the next sweep finds the mutation. */
    void note(Mutation mutation, Throwable failure) {
        log.warn("A parked mutation could not be tried now: {}", failure.toString());
        try {
            var tries = count(mutation);
            if (tries >= settings.tries()) {
                giveUp(mutation.id(), tries);
            }
        } catch (RuntimeException e) {
            log.warn("A try of a parked mutation could not be counted: {}", e.toString());
        }
    }

    private int count(Mutation mutation) {
        var counted = transactions.execute(status -> {
            var tries = rows.tries(mutation.id()) + 1;
            var pause = settings.backoff().after(tries, jitter(mutation, tries));
            rows.tried(mutation.id(), tries, clock.instant().plus(pause));
            return tries;
        });
        return counted == null ? 0 : counted;
    }

    /** Chance, but a fixed one for each try of a mutation. */
    private static double jitter(Mutation mutation, int tries) {
        return new SplittableRandom(mutation.id().hashCode() + (long) tries).nextDouble();
    }

    private void giveUp(MutationId mutation, int tries) {
        commands.sendAndWait(new GiveUpWaiting(
                mutation, ErrorCode.TEMPORARILY_UNAVAILABLE, "it could not be applied in " + tries + " tries", tries));
    }
}
