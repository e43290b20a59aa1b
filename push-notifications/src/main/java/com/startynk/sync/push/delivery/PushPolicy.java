package com.startynk.sync.push.delivery;

import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.token.Device;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Whether and when a device is woken for a notification. The list and the sockets have it whatever this says. */
public interface PushPolicy {

    /** What is known of these people at this moment; asked once for many notifications. */
    Decision of(Collection<String> userIds, Instant now);

    /** Decides for one device at a time. */
    interface Decision {

        /** When it may be woken; null for not at all. */
        @Nullable Instant when(NewNotification notification, Device device);
    }
}
