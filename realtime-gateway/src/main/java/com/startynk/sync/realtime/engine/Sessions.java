package com.startynk.sync.realtime.engine;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The open sessions by their secret ids. */
final class Sessions {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final Map<String, Session> byId = new ConcurrentHashMap<>();
    private final EngineSettings settings;
    private final Traffic traffic = new Traffic();
    private final Reception reception;
    private final TrustedProxies proxies;

    Sessions(EngineSettings settings, Reception reception) {
        this.settings = settings;
        this.reception = reception;
        this.proxies = new TrustedProxies(settings.trustedProxies());
    }

    /** A new session that is not yet open. */
    Session create(Channel channel, HttpHeaders asked) {
        var session = new Session(RandomId.next(), this, channel.eventLoop());
        session.reader(new SocketIoReader(
                session,
                reception,
                asked.get(HttpHeaderNames.AUTHORIZATION),
                proxies.callerOf(channel, asked.getAll(FORWARDED_FOR))));
        byId.put(session.sid(), session);
        return session;
    }

    EngineSettings settings() {
        return settings;
    }

    Traffic traffic() {
        return traffic;
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
