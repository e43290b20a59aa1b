package com.startynk.sync.command.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How fast passwords may be guessed. Each try beyond the free ones doubles a wait that begins at a second; a person who knows
 * the password is never kept out for longer than the longest wait.
 *
 * @param personTries wrong passwords for one name from one network that cost nothing: people mistype
 * @param crowdTries the same from one network, which a whole site may share, or for one name from everywhere
 * @param longestWait where the doubling ends
 * @param forgetAfter when nothing has gone wrong for so long, counting begins anew
 */
@ConfigurationProperties("startynk.logins")
record ThrottleSettings(
        @DefaultValue("5") int personTries,
        @DefaultValue("50") int crowdTries,
        @DefaultValue("1m") Duration longestWait,
        @DefaultValue("15m") Duration forgetAfter) {

    ThrottleSettings {
        if (personTries < 1 || crowdTries < 1) {
            throw new IllegalArgumentException("startynk.logins: the first try must be free");
        }
        if (forgetAfter.compareTo(longestWait) < 0) {
            throw new IllegalArgumentException("startynk.logins: forget-after must be longest-wait at least");
        }
    }
}
