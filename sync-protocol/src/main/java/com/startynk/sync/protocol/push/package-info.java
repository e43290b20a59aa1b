/** Items that devices push and the answers they get. */
@NullMarked
package com.startynk.sync.protocol.push;

import org.jspecify.annotations.NullMarked;
