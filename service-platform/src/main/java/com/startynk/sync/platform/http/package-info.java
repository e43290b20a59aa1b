/** The edge: request sizes, bodies, parameters, problem responses. */
@NullMarked
package com.startynk.sync.platform.http;

import org.jspecify.annotations.NullMarked;
