/** What every feature of the query side stands on: the read barrier, Redis behind a breaker, the deployment's name. */
@NullMarked
package com.startynk.sync.query.platform;

import org.jspecify.annotations.NullMarked;
