/** What services tell each other about notifications. */
@NullMarked
package com.startynk.sync.protocol.notification;

import org.jspecify.annotations.NullMarked;
