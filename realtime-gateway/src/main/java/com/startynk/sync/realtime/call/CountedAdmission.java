package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.realtime.engine.Admission;
import com.startynk.sync.realtime.engine.Connection;

/** A client at the door, whose answer is counted whoever gives it. */
record CountedAdmission(Admission admission, Handshakes handshakes) implements Admission {

    @Override
    public Connection connection() {
        return admission.connection();
    }

    @Override
    public boolean accept(Connection.Listener listener) {
        var isIn = admission.accept(listener);
        if (isIn) {
            handshakes.letIn();
        }
        return isIn;
    }

    @Override
    public void refuse(String message) {
        handshakes.turnedAway(ErrorCode.UNAUTHENTICATED);
        admission.refuse(message);
    }

    @Override
    public void drop() {
        drop(ErrorCode.TEMPORARILY_UNAVAILABLE);
    }

    void drop(ErrorCode reason) {
        handshakes.turnedAway(reason);
        admission.drop();
    }
}
