/** Which phone is reached by which push token. */
@NullMarked
package com.startynk.sync.push.token;

import org.jspecify.annotations.NullMarked;
