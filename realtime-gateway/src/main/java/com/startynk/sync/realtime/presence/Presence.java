package com.startynk.sync.realtime.presence;

import com.startynk.sync.platform.redis.RedisSubscription;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.realtime.presence.NodeMember.Device;
import com.startynk.sync.realtime.relay.ProjectRooms;
import com.startynk.sync.realtime.relay.SocketWatch;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is there. Its state belongs to one thread, which waits for nothing: what is read and written on Redis is on another one,
 * and without Redis the people of this node are all who are known.
 */
public final class Presence implements SocketWatch, AutoCloseable {

    private final PresenceThread thread = new PresenceThread("presence");
    private final PresenceThread waiting = new PresenceThread("presence-redis");
    private final PresenceSettings settings;
    private final Clock clock;
    private final JsonMapper json;
    private final OwnMembers own;
    private final OtherNodes others;
    private final Board board;
    private final PresenceMetrics metrics = new PresenceMetrics();
    private @Nullable Telling telling;
    private @Nullable Exchange exchange;
    private volatile @Nullable RedisSubscription subscription;

    public Presence(PresenceSettings settings, Clock clock, JsonMapper json) {
        this.settings = settings;
        this.clock = clock;
        this.json = json;
        this.own = new OwnMembers(settings.grace());
        this.others = new OtherNodes(settings.lease(), this::elsewhere);
        this.board = new Board(json);
    }

    /**
     * Begins to tell sockets and other nodes. Needs no Redis to start.
     *
     * @param prefix of all that is kept on Redis
     */
    public void start(ProjectRooms rooms, RedisConnectionFactory redis, String prefix) {
        // A new one each time: what an earlier process left behind is never taken for this one's.
        var node = UUID.randomUUID().toString();
        var store = new PresenceStore(redis, json, prefix, node, settings.lease());
        var heard = new RedisSubscription(
                redis, PresenceStore.channel(prefix), "presence-subscription", message -> hear(message, node));
        thread.execute(() -> {
            telling = new Telling(thread, rooms, json, settings.deliveries(), metrics);
            exchange = new Exchange(thread, waiting, store, own, others, clock, settings.renewal());
        });
        heard.start();
        subscription = heard;
        thread.every(settings.flush(), this::tick);
    }

    private void tick() {
        var now = clock.instant();
        own.expire(now);
        settle(now);
        if (telling != null) {
            telling.flush(now);
        }
        if (exchange != null) {
            exchange.next(now);
        }
    }

    // --- what sockets say

    /**
     * A socket says how present its user is in a project that he may see.
     *
     * @param done run when everybody who asks this node is told so
     */
    public void say(String connectionId, Caller caller, String projectId, PresenceStatus status, Runnable done) {
        change(now -> {
            own.say(connectionId, new MemberKey(projectId, caller.userId()), caller.deviceId(), status, now);
            settle(now);
            done.run();
        });
    }

    /**
     * Everybody who is there.
     *
     * @param answer is given the answer as JSON, in a thread that it must not block
     */
    public void list(String projectId, Consumer<String> answer) {
        thread.execute(() -> answer.accept(board.list(projectId)));
    }

    /** What was told of it. */
    public PresenceMetrics metrics() {
        return metrics;
    }

    /**
     * Looks who is there.
     *
     * @param seen is told so in a thread that it must not block
     */
    public void look(Consumer<PresenceState> seen) {
        thread.execute(() -> seen.accept(new PresenceState(
                board.members(),
                own.count(),
                board.projects(),
                telling == null ? 0 : telling.waiting(),
                exchange != null && exchange.isFailing())));
    }

    @Override
    public void left(String connectionId, boolean clean) {
        change(now -> {
            if (clean) {
                own.left(connectionId, now);
            } else {
                own.broke(connectionId, now);
            }
        });
    }

    @Override
    public void confined(String connectionId, Set<String> projectIds) {
        change(now -> own.confine(connectionId, projectIds));
    }

    @Override
    public void expelled(String userId, String projectId) {
        change(now -> own.expel(new MemberKey(projectId, userId)));
    }

    private void change(Consumer<Instant> task) {
        thread.execute(() -> {
            var now = clock.instant();
            task.accept(now);
            settle(now);
        });
    }

    // --- what other nodes say

    private void hear(byte[] message, String node) {
        thread.execute(() -> {
            var news = json.readValue(message, NodeChanges.class);
            var now = clock.instant();
            if (!news.node().equals(node) && others.missed(news, now) && exchange != null) {
                exchange.behind();
            }
        });
    }

    private void elsewhere(MemberKey key, NodeMember member) {
        var back = member.devices().stream()
                .filter(device -> !device.lost())
                .map(Device::id)
                .collect(Collectors.toSet());
        own.endGrace(key, back);
        show(key, member.seen(), clock.instant());
    }

    // --- what becomes of it

    private void settle(Instant now) {
        own.changes().forEach((key, member) -> {
            if (exchange != null) {
                exchange.add(key, member);
            }
            show(key, member.seen(), now);
        });
    }

    private void show(MemberKey key, Instant seen, Instant now) {
        var known = new ArrayList<>(others.of(key));
        var here = own.of(key);
        if (here != null) {
            known.add(here);
        }
        board.put(key, known, seen).ifPresent(changed -> {
            if (telling != null) {
                telling.add(changed, now);
            }
        });
    }

    /** Says nothing more, to anybody. People who go to another node in time stay where they are for others. */
    @Override
    public void close() {
        var heard = subscription;
        if (heard != null) {
            heard.stop();
        }
        thread.close();
        waiting.close();
    }
}
