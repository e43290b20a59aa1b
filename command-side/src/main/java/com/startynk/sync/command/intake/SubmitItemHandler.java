package com.startynk.sync.command.intake;

import com.startynk.sync.protocol.push.SubmitItem;
import com.startynk.sync.protocol.push.SyncResult;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Takes items that reached another service, as over a socket. */
final class SubmitItemHandler {

    private final Supplier<PushRequests> requests;
    private final JsonMapper json;

    SubmitItemHandler(Supplier<PushRequests> requests, JsonMapper json) {
        this.requests = requests;
        this.json = json;
    }

    @CommandHandler
    SyncResult handle(SubmitItem command) {
        var bytes = command.item().getBytes(StandardCharsets.UTF_8);
        return requests.get().answer(read(bytes), command.caller(), bytes.length);
    }

    /** Text that is no JSON is no item either, and is answered as one that is malformed. */
    private JsonNode read(byte[] text) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
