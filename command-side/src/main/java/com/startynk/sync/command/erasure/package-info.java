/** What is sensitive of a person is made unreadable for ever. */
@NullMarked
package com.startynk.sync.command.erasure;

import org.jspecify.annotations.NullMarked;
