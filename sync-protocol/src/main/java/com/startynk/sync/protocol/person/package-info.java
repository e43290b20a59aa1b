/** Questions between services about persons and their records. */
@NullMarked
package com.startynk.sync.protocol.person;

import org.jspecify.annotations.NullMarked;
