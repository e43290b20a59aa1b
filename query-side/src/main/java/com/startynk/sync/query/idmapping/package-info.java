/** Which entity a device's own name became. */
@NullMarked
package com.startynk.sync.query.idmapping;

import org.jspecify.annotations.NullMarked;
