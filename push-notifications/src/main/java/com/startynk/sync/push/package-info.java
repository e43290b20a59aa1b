/** Waking people: whose phone to reach, and what they have been told. */
@NullMarked
package com.startynk.sync.push;

import org.jspecify.annotations.NullMarked;
