package com.startynk.sync.push.token;

import com.startynk.sync.protocol.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

/** Knows which phone is reached by which token: one token a device, and one device a token. */
public final class PushTokens {

    /** Each time at least one of those who register a token at one moment gets through, and never are there so many. */
    private static final int ATTEMPTS = 20;

    private final PushTokenRows rows;
    private final TransactionOperations transactions;
    private final Clock clock;

    PushTokens(PushTokenRows rows, TransactionOperations transactions, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    record Answer(boolean registered) {}

    Answer register(JsonNode input, Caller caller) {
        var registration = Registration.read(input);
        for (var attempt = 1; ; attempt++) {
            try {
                save(registration, caller);
                return new Answer(true);
            } catch (ConcurrencyFailureException | DuplicateKeyException e) {
                // Somebody registers the same token or device at this moment.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Whoever meets a token that is there waits for its row, one behind the other. An insert that updates on a clash would have all
     * who wait hold the row together, and then fail all but one.
     */
    private void save(Registration registration, Caller caller) {
        transactions.executeWithoutResult(transaction -> {
            var now = clock.instant();
            rows.leaveOther(registration.token(), caller);
            if (!rows.take(registration, caller, now)) {
                rows.insert(registration, caller, now);
            }
        });
    }

    /** The devices of a person that can be woken. */
    public List<Device> of(String userId) {
        return rows.active(List.of(userId));
    }

    /** The same of many, by person. */
    public Map<String, List<Device>> of(Collection<String> userIds) {
        return userIds.isEmpty()
                ? Map.of()
                : rows.active(userIds).stream().collect(Collectors.groupingBy(Device::userId));
    }

    /** Makes others wait who want to wake the same person, until the transaction ends. */
    public void lock(String userId) {
        rows.lock(userId);
    }

    /**
     * Lets a token be until it registers again. To be called in a transaction.
     *
     * @param sentAt when the message went out that told; a later registration stands
     * @return whether there was such a token
     */
    public boolean disable(String token, String reason, Instant sentAt) {
        return rows.disable(token, reason, sentAt) > 0;
    }

    /** Remembers to which of Expo's projects a token belongs. To be called in a transaction. */
    public void keepProject(String token, String project) {
        rows.keepProject(token, project);
    }

    /**
     * A session has ended, and its phone is woken no more. To be called in a transaction.
     *
     * @param deviceId null for all of the person's devices
     */
    public void forget(String userId, @Nullable String deviceId, Instant until) {
        rows.forget(userId, deviceId, until);
    }

    /** Forgets tokens that did not register since: Google gives up such phones, too. */
    public int forgetIdle(Instant since, int limit) {
        return Objects.requireNonNull(transactions.<Integer>execute(transaction -> rows.forgetIdle(since, limit)));
    }
}
