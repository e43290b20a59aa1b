/** Questions between services about the records of persons. */
@NullMarked
package com.startynk.sync.protocol.person;

import org.jspecify.annotations.NullMarked;
