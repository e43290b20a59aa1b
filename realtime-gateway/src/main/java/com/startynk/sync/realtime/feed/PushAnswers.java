package com.startynk.sync.realtime.feed;

import com.startynk.sync.platform.redis.RedisSubscription;
import com.startynk.sync.protocol.notification.SocketAnswer;
import com.startynk.sync.protocol.notification.SocketQuestion;
import com.startynk.sync.protocol.notification.TakenNotification;
import com.startynk.sync.realtime.relay.NotificationReceipts;
import com.startynk.sync.realtime.relay.Relay;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says on Redis what whoever wakes phones wants to know: which devices have sockets here, when it asks, and which of them have
 * read a notification. In a thread of its own, many at once. What is lost costs a message that was not needed.
 */
public final class PushAnswers implements NotificationReceipts, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PushAnswers.class);

    /** After the connections to Redis, before the door opens for sockets. */
    private static final int PHASE = 9_000;

    private static final int MOST_WAITING = 100_000;
    private static final int MOST_AT_ONCE = 500;

    /** Of many at once: each notification's key with the device that has read it. */
    private static final RedisScript<Long> TAKEN = RedisScript.of("""
            for i, key in ipairs(KEYS) do
              redis.call('HSET', key, ARGV[i + 1], '1')
              redis.call('PEXPIRE', key, ARGV[1])
            end
            return #KEYS
            """, Long.class);

    private final BlockingQueue<Saying> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final StringRedisTemplate redis;
    private final Relay relay;
    private final JsonMapper json;
    private final RedisSubscription questions;
    private @Nullable Thread writer;

    /** Something to be said. */
    private sealed interface Saying {

        record Taken(String notificationId, String deviceId) implements Saying {}

        record Answer(String channel, String answer) implements Saying {}
    }

    public PushAnswers(RedisConnectionFactory redis, Relay relay, JsonMapper json) {
        this.redis = new StringRedisTemplate(redis);
        this.relay = relay;
        this.json = json;
        this.questions = new RedisSubscription(redis, SocketQuestion.CHANNEL, "socket-questions", this::asked);
    }

    private void asked(byte[] message) {
        var question = json.readValue(message, SocketQuestion.class);
        relay.watched(question.devices(), devices -> {
            var answer = new SocketAnswer(question.id(), devices);
            say(new Saying.Answer(question.answerTo(), json.writeValueAsString(answer)));
        });
    }

    @Override
    public void taken(String notificationId, String deviceId) {
        say(new Saying.Taken(notificationId, deviceId));
    }

    private void say(Saying saying) {
        if (!waiting.offer(saying)) {
            log.debug("Too much is to be said to those who wake phones: some of it is left out");
        }
    }

    private void write() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var some = new ArrayList<Saying>();
                some.add(waiting.take());
                waiting.drainTo(some, MOST_AT_ONCE);
                write(some);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers first: somebody waits for them. */
    private void write(List<Saying> some) {
        var keys = new ArrayList<String>();
        var arguments = new ArrayList<String>(List.of(Long.toString(TakenNotification.KEPT.toMillis())));
        try {
            for (var saying : some) {
                if (saying instanceof Saying.Answer answer) {
                    redis.convertAndSend(answer.channel(), answer.answer());
                } else if (saying instanceof Saying.Taken taken) {
                    keys.add(TakenNotification.key(taken.notificationId()));
                    arguments.add(taken.deviceId());
                }
            }
            if (!keys.isEmpty()) {
                redis.execute(TAKEN, keys, arguments.toArray());
            }
        } catch (DataAccessException e) {
            log.debug("Those who wake phones cannot be told what sockets have read", e);
        }
    }

    @Override
    public synchronized void start() {
        var thread = new Thread(this::write, "push-answers");
        thread.start();
        writer = thread;
        questions.start();
    }

    @Override
    public synchronized void stop() {
        questions.stop();
        if (writer != null) {
            writer.interrupt();
            writer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return writer != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
