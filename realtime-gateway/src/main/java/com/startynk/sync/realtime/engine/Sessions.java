package com.startynk.sync.realtime.engine;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open sessions by their secret ids. */
final class Sessions {

    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final EngineSettings settings;
    private final Reception reception;

    Sessions(EngineSettings settings, Reception reception) {
        this.settings = settings;
        this.reception = reception;
    }

    /** A new session that is not yet open. */
    Session create(EventLoop loop, @Nullable String authorization) {
        var session = new Session(RandomId.next(), this, loop);
        session.reader(new SocketIoReader(session, reception, authorization));
        byId.put(session.sid(), session);
        return session;
    }

    EngineSettings settings() {
        return settings;
    }

    @Nullable Session find(String sid) {
        return byId.get(sid);
    }

    void remove(Session session) {
        byId.remove(session.sid());
    }

    int size() {
        return byId.size();
    }

    List<Session> all() {
        return List.copyOf(byId.values());
    }
}
