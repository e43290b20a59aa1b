/** A stand-in for Expo's push service, for tests and for trying things out: it wakes no phone. */
@NullMarked
package com.startynk.sync.push.standin;

import org.jspecify.annotations.NullMarked;
