/** How Redis is reached. */
@NullMarked
package com.startynk.sync.platform.redis;

import org.jspecify.annotations.NullMarked;
