package com.startynk.sync.platform.limit;

import com.startynk.sync.platform.http.Network;
import com.startynk.sync.protocol.Caller;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Consumer;

/** All rates, whichever way a call came in. What is refused counts for nothing. */
final class RateLimits implements MutationAllowance, CallAllowance, StrangerAllowance {

    private final Buckets deviceRequests;
    private final Buckets deviceMutations;
    private final Buckets userRequests;
    private final Buckets userMutations;
    private final Buckets addressRequests;
    private final Buckets anonymousRequests;
    private final Buckets loginRequests;

    RateLimits(LimitSettings settings, TimeMeter time, Consumer<SharedBucket> exchange, MeterRegistry meters) {
        deviceRequests = new Buckets(
                "device-requests",
                "This device has sent too many requests in a minute.",
                settings.deviceRequests(),
                time,
                exchange,
                meters);
        deviceMutations = new Buckets(
                "device-mutations",
                "This device has sent too many changes in a minute.",
                settings.deviceMutations(),
                time,
                exchange,
                meters);
        userRequests = new Buckets(
                "user-requests",
                "This user's devices have sent too many requests in a minute.",
                settings.userRequests(),
                time,
                exchange,
                meters);
        userMutations = new Buckets(
                "user-mutations",
                "This user's devices have sent too many changes in a minute.",
                settings.userMutations(),
                time,
                exchange,
                meters);
        addressRequests = new Buckets(
                "address-requests",
                "Too many requests have come from this address in a minute.",
                settings.addressRequests(),
                time,
                exchange,
                meters);
        anonymousRequests = new Buckets(
                "anonymous-requests",
                "Too many requests without a valid token have come from this address in a minute.",
                settings.anonymousRequests(),
                time,
                exchange,
                meters);
        loginRequests = new Buckets(
                "login-requests",
                "Too many logins and refreshes have come from this address in a minute.",
                settings.loginRequests(),
                time,
                exchange,
                meters);
    }

    private static String device(Caller caller) {
        return caller.userId() + '\n' + caller.deviceId();
    }

    /** The most calls that one request can hold. */
    int largestBatch() {
        return deviceRequests.limit();
    }

    @Override
    public void take(Caller caller) {
        var device = deviceRequests.of(device(caller));
        var refusal = take(deviceRequests, device, 1).refusal();
        if (refusal == null) {
            refusal = take(userRequests, userRequests.of(caller.userId()), 1).refusal();
            if (refusal != null) {
                device.giveBack(1);
            }
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    /** Counts an HTTP request of somebody whose token is valid. */
    Verdict request(Caller caller, String network, int calls) {
        var device = deviceRequests.of(device(caller));
        var first = take(deviceRequests, device, calls);
        if (first.refusal() != null) {
            return first;
        }
        var user = userRequests.of(caller.userId());
        var second = take(userRequests, user, calls);
        if (second.refusal() != null) {
            device.giveBack(calls);
            return second;
        }
        var third = take(addressRequests, addressRequests.of(network), calls);
        if (third.refusal() != null) {
            device.giveBack(calls);
            user.giveBack(calls);
            return third;
        }
        return first;
    }

    /** Counts an HTTP request of anybody else. */
    Verdict request(String network) {
        return take(anonymousRequests, anonymousRequests.of(network), 1);
    }

    /** Counts a request by which somebody who has no token wants to get one. */
    Verdict login(String network) {
        return take(loginRequests, loginRequests.of(network), 1);
    }

    @Override
    public void take(String address) {
        var refusal = request(Network.of(address)).refusal();
        if (refusal != null) {
            throw refusal;
        }
    }

    private static Verdict take(Buckets limit, SharedBucket bucket, int calls) {
        var probe = bucket.take(calls);
        var reset = Duration.ofNanos(probe.getNanosToWaitForReset());
        var refusal =
                probe.isConsumed() ? null : limit.refuse(calls, Duration.ofNanos(probe.getNanosToWaitForRefill()));
        return new Verdict(limit.limit(), Math.max(0, probe.getRemainingTokens()), reset, refusal);
    }

    @Override
    public Grant take(Caller caller, int wanted) {
        var device = deviceMutations.of(device(caller));
        var ofDevice = device.takeUpTo(wanted);
        var user = userMutations.of(caller.userId());
        var granted = ofDevice == 0 ? 0 : user.takeUpTo(ofDevice);
        device.giveBack(ofDevice - granted);
        if (granted == wanted) {
            return new Grant(granted, null);
        }
        var limit = granted < ofDevice ? userMutations : deviceMutations;
        var bucket = granted < ofDevice ? user : device;
        return new Grant(granted, limit.refuse(wanted - granted, bucket.untilNext()));
    }
}
