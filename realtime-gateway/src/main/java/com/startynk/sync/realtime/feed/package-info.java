/** Where announcements of the feed come from. */
@NullMarked
package com.startynk.sync.realtime.feed;

import org.jspecify.annotations.NullMarked;
