/** Framework wiring that every service shares; no rule of the trade is decided here. */
@NullMarked
package com.startynk.sync.platform;

import org.jspecify.annotations.NullMarked;
