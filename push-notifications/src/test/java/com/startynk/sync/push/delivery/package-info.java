/** Tests of the parts of sending. */
@NullMarked
package com.startynk.sync.push.delivery;

import org.jspecify.annotations.NullMarked;
