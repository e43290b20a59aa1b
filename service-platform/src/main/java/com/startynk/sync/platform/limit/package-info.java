/** How much may be asked for: rates of devices, users and addresses, and how much is done at the same time. */
@NullMarked
package com.startynk.sync.platform.limit;

import org.jspecify.annotations.NullMarked;
