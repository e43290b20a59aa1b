/** What is too old to be kept. */
@NullMarked
package com.startynk.sync.push.retention;

import org.jspecify.annotations.NullMarked;
