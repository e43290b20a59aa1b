/** The whole system under test: started, crashed and started again in this JVM, and spoken to over HTTP. */
package com.startynk.sync.standalone.convergence.system;
