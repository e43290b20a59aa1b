/** What has happened, and what was: read from the event store itself, for those who answer for a project. */
@NullMarked
package com.startynk.sync.query.audit;

import org.jspecify.annotations.NullMarked;
