@NullMarked
package com.startynk.sync.platform.tls;

import org.jspecify.annotations.NullMarked;
