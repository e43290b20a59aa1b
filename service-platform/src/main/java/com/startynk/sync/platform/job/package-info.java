/** Work that recurs, done by one node at a time. */
@NullMarked
package com.startynk.sync.platform.job;

import org.jspecify.annotations.NullMarked;
