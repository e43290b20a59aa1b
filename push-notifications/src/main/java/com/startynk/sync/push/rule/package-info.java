/** Rules over events: who is told of what, in which words, and when. */
@NullMarked
package com.startynk.sync.push.rule;

import org.jspecify.annotations.NullMarked;
