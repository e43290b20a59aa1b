/** The realtime gateway as other modules see it: its configuration. */
@NullMarked
package com.startynk.sync.realtime;

import org.jspecify.annotations.NullMarked;
