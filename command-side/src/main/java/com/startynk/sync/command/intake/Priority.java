package com.startynk.sync.command.intake;

/** How urgent an item is; higher ones of a batch go first. */
enum Priority {
    CRITICAL,
    HIGH,
    NORMAL,
    LOW
}
