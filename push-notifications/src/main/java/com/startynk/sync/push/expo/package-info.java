/** Expo's push service: what it is sent, and what it answers. */
@NullMarked
package com.startynk.sync.push.expo;

import org.jspecify.annotations.NullMarked;
