package com.startynk.sync.command.identity;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.session.LoggedIn;
import com.startynk.sync.events.session.LoginRefused;
import com.startynk.sync.events.session.PersonErased;
import com.startynk.sync.events.session.SessionEvent;
import com.startynk.sync.events.session.SessionsEnded;
import com.startynk.sync.protocol.Caller;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** Writes the security log, in the transaction of its caller: what is rolled back has not happened. */
public final class SessionLog {

    private final EventBus events;

    SessionLog(EventBus events) {
        this.events = events;
    }

    void loggedIn(String userId, String deviceId) {
        publish(new LoggedIn(userId, deviceId), MetaData.emptyInstance());
    }

    /**
     * Keeps that somebody was not let in.
     *
     * @param userId null when nobody has the name that was given
     */
    void refused(@Nullable String userId, String deviceId, String network) {
        publish(new LoginRefused(userId, deviceId, network), MetaData.emptyInstance());
    }

    /**
     * Keeps that sessions were ended.
     *
     * @param deviceId null for those of all devices
     * @param by null when nobody did but the server itself
     */
    void ended(String userId, @Nullable String deviceId, String reason, @Nullable Caller by) {
        publish(new SessionsEnded(userId, deviceId, reason), by == null ? MetaData.emptyInstance() : metaData(by));
    }

    /** Keeps that what is sensitive of a person was made unreadable. */
    public void erased(String userId, int records, Caller by) {
        publish(new PersonErased(userId, records), metaData(by));
    }

    private void publish(SessionEvent event, MetaData metaData) {
        events.publish(new GenericEventMessage<>(event, metaData));
    }

    private static MetaData metaData(Caller by) {
        return MetaData.with(EventMetaData.USER_ID, by.userId()).and(EventMetaData.DEVICE_ID, by.deviceId());
    }
}
