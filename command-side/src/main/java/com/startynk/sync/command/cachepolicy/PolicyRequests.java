package com.startynk.sync.command.cachepolicy;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What admins ask for. */
final class PolicyRequests {

    private static final int TRIES = 5;
    private static final int MAX_CAUSES = 16;

    private final EntityCatalog catalog;
    private final CommandGateway commands;

    PolicyRequests(EntityCatalog catalog, CommandGateway commands) {
        this.catalog = catalog;
        this.commands = commands;
    }

    /**
     * Changes what the body names.
     *
     * @throws SyncFailure {@code FORBIDDEN} to everybody but an admin, {@code UNKNOWN_ENTITY_TYPE}, {@code INVALID_INPUT}, or
     *     {@code PRECONDITION_FAILED} when the policies are of another version than he has seen
     */
    PolicyAsChanged change(String entityType, JsonNode body, @Nullable String ifMatch, Caller caller) {
        refuseUnlessKnownTo(caller, entityType);
        return send(new ChangeCachePolicy(entityType, PolicyEditReader.read(body), ifMatch, caller));
    }

    /** The same, back to what is declared. */
    PolicyAsChanged reset(String entityType, @Nullable String ifMatch, Caller caller) {
        refuseUnlessKnownTo(caller, entityType);
        return send(new ChangeCachePolicy(entityType, PolicyEdit.RESET, ifMatch, caller));
    }

    private void refuseUnlessKnownTo(Caller caller, String entityType) {
        if (!caller.isAdmin()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "Cache policies are changed by an admin.");
        }
        if (catalog.find(entityType).isEmpty()) {
            throw new SyncFailure(ErrorCode.UNKNOWN_ENTITY_TYPE, "no such entity type");
        }
    }

    /** Another node may be first with another change: this one is then decided again, from what that one has made. */
    private PolicyAsChanged send(ChangeCachePolicy command) {
        for (var n = 1; ; n++) {
            try {
                return commands.sendAndWait(command);
            } catch (RuntimeException e) {
                if (!isClash(e)) {
                    throw e;
                }
                if (n == TRIES) {
                    throw SyncFailure.unavailable("others are changing the cache policies; try again");
                }
            }
        }
    }

    private static boolean isClash(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(cause ->
                        cause instanceof ConcurrencyException || cause instanceof AggregateStreamCreationException);
    }
}
