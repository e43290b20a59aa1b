/** The service over its own HTTP, with the real database behind it. */
@NullMarked
package com.startynk.sync.push.rule;

import org.jspecify.annotations.NullMarked;
