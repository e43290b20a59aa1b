/** What can happen to a synced entity. */
@NullMarked
package com.startynk.sync.events.entity;

import org.jspecify.annotations.NullMarked;
