/** Reading inputs and keeping times, for the features of this service. */
@NullMarked
package com.startynk.sync.push.platform;

import org.jspecify.annotations.NullMarked;
