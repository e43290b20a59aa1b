/** What services tell each other about the feed: announcements after a commit, and questions. */
@NullMarked
package com.startynk.sync.protocol.feed;

import org.jspecify.annotations.NullMarked;
