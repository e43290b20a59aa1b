/** Release of parked mutations: when their time has come, and when a device asks for another try. */
@NullMarked
package com.startynk.sync.command.release;

import org.jspecify.annotations.NullMarked;
