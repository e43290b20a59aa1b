/** Parked mutations: what waits durably for an entity that it refers to. */
@NullMarked
package com.startynk.sync.command.parking;

import org.jspecify.annotations.NullMarked;
