/** Sensitive values are kept encrypted, under keys that can be destroyed. */
@NullMarked
package com.startynk.sync.platform.encryption;

import org.jspecify.annotations.NullMarked;
