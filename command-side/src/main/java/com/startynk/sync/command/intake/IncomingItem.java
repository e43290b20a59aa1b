package com.startynk.sync.command.intake;

import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item as it was read: a mutation that is valid in itself, or the reason why it is none. */
sealed interface IncomingItem {

    /** What the answer repeats, as far as it could be read. */
    Labels labels();

    /** What an answer says of the item itself. */
    record Labels(
            @Nullable String mutationId,
            @Nullable String entityType,
            @Nullable String entityId,
            @Nullable String localId) {

        /** Of what is no item at all. */
        static final Labels NONE = new Labels(null, null, null, null);
    }

    /** Valid in itself; whether it may be applied is for the entity to decide. */
    record Valid(Labels labels, Mutation mutation, Priority priority) implements IncomingItem {}

    /** Not valid, whatever the state of the entity. */
    record Invalid(Labels labels, ErrorCode error, String message, List<FieldError> errors) implements IncomingItem {}
}
