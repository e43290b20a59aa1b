/** Accounts, and the sessions of people on their devices. */
@NullMarked
package com.startynk.sync.command.identity;

import org.jspecify.annotations.NullMarked;
