/** What tests tell people. */
@NullMarked
package com.startynk.sync.push.notification;

import org.jspecify.annotations.NullMarked;
