package com.startynk.sync.platform.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much may be asked for. Rates are per minute; one that is not wanted is set to a number that nobody reaches.
 *
 * @param deviceRequests calls of one device, be it over HTTP or a socket
 * @param deviceMutations items of one device
 * @param userRequests calls of one user with all of his devices: stops whoever logs in as ever new devices
 * @param userMutations items of one user with all of his devices
 * @param addressRequests calls with a valid token from one address: that of a whole site whose phones share it
 * @param anonymousRequests calls without a valid token from one address
 * @param loginRequests calls from one address to what is open so that people can log in: counted apart, so that strangers who
 *     try other things do not shut out the phones of a site
 * @param inFlight calls that are worked on at the same time; more are refused. Together with {@code arriving} fewer than
 *     {@code server.tomcat.threads.max}, so that somebody is left to refuse and to answer probes
 * @param arriving calls whose body is still on its way, at the same time
 * @param share of {@code inFlight}, {@code arriving} and {@code heldBodies}, what one user or, without a token, one address may
 *     have at most; 1 is all
 * @param bodyTime how long a body may be on its way
 * @param heldBodies of all requests together, in memory; a quarter of the heap when it is not set
 * @param exchange how often nodes tell each other on Redis what they have counted
 */
@ConfigurationProperties("startynk.limits")
public record LimitSettings(
        @DefaultValue("600") int deviceRequests,
        @DefaultValue("20000") int deviceMutations,
        @DefaultValue("60000") int userRequests,
        @DefaultValue("400000") int userMutations,
        @DefaultValue("2400000") int addressRequests,
        @DefaultValue("6000") int anonymousRequests,
        @DefaultValue("6000") int loginRequests,
        @DefaultValue("128") int inFlight,
        @DefaultValue("200") int arriving,
        @DefaultValue("0.75") double share,
        @DefaultValue("30s") Duration bodyTime,
        @Nullable DataSize heldBodies,
        @DefaultValue("100ms") Duration exchange) {

    public LimitSettings {
        if (deviceRequests < 1
                || deviceMutations < 1
                || userRequests < 1
                || userMutations < 1
                || addressRequests < 1
                || anonymousRequests < 1
                || loginRequests < 1
                || inFlight < 1
                || arriving < 1) {
            throw new IllegalArgumentException("startynk.limits: a limit must be 1 at least");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("startynk.limits.share must be above 0 and at most 1");
        }
        if (exchange.toMillis() < 1) {
            throw new IllegalArgumentException("startynk.limits.exchange must be a millisecond at least");
        }
    }

    /** How many of so many places one caller may have. */
    int shareOf(int places) {
        return Math.max(1, (int) (places * share));
    }

    /** Bytes. */
    long heldBodiesOrShare() {
        return heldBodies == null ? Runtime.getRuntime().maxMemory() / 4 : heldBodies.toBytes();
    }
}
