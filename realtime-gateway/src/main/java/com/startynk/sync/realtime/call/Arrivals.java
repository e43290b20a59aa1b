package com.startynk.sync.realtime.call;

import com.startynk.sync.platform.identity.TokenVerifier;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.realtime.engine.Admission;
import com.startynk.sync.realtime.engine.Handshake;
import com.startynk.sync.realtime.engine.Reception;
import com.startynk.sync.realtime.relay.Relay;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Lets in who brings a valid token. Whoever could come in later, when something that fails now works again, is not refused. */
public final class Arrivals implements Reception {

    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

    private final TokenVerifier tokens;
    private final Relay relay;
    private final CallHandlers handlers;
    private final TokenExpiry expiry;
    private final JsonMapper json;
    private final Executor executor;
    private final CallLine line;
    private final Handshakes handshakes = new Handshakes();

    /** @param executor judges those who come in */
    public Arrivals(
            TokenVerifier tokens,
            Relay relay,
            CallHandlers handlers,
            TokenExpiry expiry,
            JsonMapper json,
            Executor executor,
            CallLine line) {
        this.tokens = tokens;
        this.relay = relay;
        this.handlers = handlers;
        this.expiry = expiry;
        this.json = json;
        this.executor = executor;
        this.line = line;
    }

    /** Who came in, and who did not. */
    public Handshakes handshakes() {
        return handshakes;
    }

    @Override
    public void connect(Handshake handshake, Admission client) {
        var admission = new CountedAdmission(client, handshakes);
        try {
            executor.execute(() -> decide(handshake, admission));
        } catch (RejectedExecutionException e) {
            admission.drop();
        }
    }

    private void decide(Handshake handshake, CountedAdmission admission) {
        try {
            judge(handshake, admission);
        } catch (SyncFailure e) {
            admission.drop(e.errorCode());
        } catch (RuntimeException e) {
            log.error("A handshake could not be judged", e);
            admission.drop();
        }
    }

    private void judge(Handshake handshake, Admission admission) {
        Credentials credentials;
        Caller caller;
        try {
            credentials = Credentials.of(handshake, json);
            caller = tokens.verify(credentials.token());
        } catch (SyncFailure e) {
            if (e.errorCode() != ErrorCode.UNAUTHENTICATED) {
                throw e;
            }
            line.countStranger(handshake.address());
            admission.refuse(ErrorCode.UNAUTHENTICATED.name());
            return;
        }
        line.count(caller);
        receive(caller, credentials, admission);
    }

    private void receive(Caller caller, Credentials credentials, Admission admission) {
        var socket = relay.socket(caller, admission.connection());
        var calls = new CallQueue(socket, relay, handlers, expiry, line);
        relay.join(socket, credentials.cursor(), admission, calls);
    }
}
