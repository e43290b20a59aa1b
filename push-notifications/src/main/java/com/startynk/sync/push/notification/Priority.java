package com.startynk.sync.push.notification;

/** How much a notification matters. */
public enum Priority {
    NORMAL,

    /** Expo is asked to hurry. */
    HIGH,

    /** Passes quiet hours and caps. */
    CRITICAL
}
