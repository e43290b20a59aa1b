/** Notifications that people ask for: announcements, tests, cancelling. */
@NullMarked
package com.startynk.sync.push.announcement;

import org.jspecify.annotations.NullMarked;
