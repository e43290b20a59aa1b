package com.startynk.sync.command.parking;

import com.startynk.sync.protocol.ErrorCode;
import org.axonframework.commandhandling.CommandHandler;

/** Makes dead letters of what has waited too long. */
public final class GiveUpHandler {

    private final Parkings parkings;

    public GiveUpHandler(Parkings parkings) {
        this.parkings = parkings;
    }

    @CommandHandler
    void handle(GiveUpWaiting command) {
        parkings.find(command.mutationId())
                .ifPresent(found -> found.execute(parked -> {
                    if (parked.waits()) {
                        parked.refused(ErrorCode.NOT_FOUND.name(), "what it refers to has not arrived in time");
                    }
                }));
    }
}
