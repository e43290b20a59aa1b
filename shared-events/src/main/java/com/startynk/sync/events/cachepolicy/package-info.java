/** What admins change of the cache policies at run time. */
@NullMarked
package com.startynk.sync.events.cachepolicy;

import org.jspecify.annotations.NullMarked;
