/** A real MariaDB and a real Redis that need nothing installed, on a data folder that outlives the process. */
@NullMarked
package com.startynk.sync.embedded;

import org.jspecify.annotations.NullMarked;
