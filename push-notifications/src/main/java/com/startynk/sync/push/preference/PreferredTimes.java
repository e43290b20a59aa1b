package com.startynk.sync.push.preference;

import com.startynk.sync.push.delivery.PushPolicy;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.token.Device;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Wakes people for what they want to be woken for, and not at night, but for what is critical. */
final class PreferredTimes implements PushPolicy {

    private final PreferenceRows rows;

    PreferredTimes(PreferenceRows rows) {
        this.rows = rows;
    }

    @Override
    public Decision of(Collection<String> userIds, Instant now) {
        var preferences = rows.of(userIds);
        return (notification, device) ->
                when(notification, device, preferences.getOrDefault(device.userId(), Preferences.NONE), now);
    }

    static @Nullable Instant when(NewNotification one, Device device, Preferences preferences, Instant now) {
        if (one.priority() == Priority.CRITICAL) {
            return now;
        }
        if (preferences.muted().contains(one.category())) {
            return null;
        }
        var quiet = preferences.quietHours();
        return quiet == null ? now : QuietTime.after(now, quiet, device.zone());
    }
}
