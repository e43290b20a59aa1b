/** What people want to be woken for, and when. */
@NullMarked
package com.startynk.sync.push.preference;

import org.jspecify.annotations.NullMarked;
