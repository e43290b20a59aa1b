package com.startynk.sync.command.parking;

import org.axonframework.commandhandling.CommandHandler;

/** Makes dead letters of what has waited too long, and puts away those that nobody needs. */
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
                        parked.givenUp(command.errorCode().name(), command.message(), command.tries());
                    }
                }));
    }

    /** Answers whether it was a dead letter. */
    @CommandHandler
    boolean handle(ClearDeadLetter command) {
        var letter = parkings.find(command.mutationId()).filter(found -> found.invoke(ParkedMutation::isDeadLetter));
        letter.ifPresent(found -> found.execute(ParkedMutation::cleared));
        return letter.isPresent();
    }
}
