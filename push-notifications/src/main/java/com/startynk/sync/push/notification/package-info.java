/** What people have been told, and what of it they have read. */
@NullMarked
package com.startynk.sync.push.notification;

import org.jspecify.annotations.NullMarked;
