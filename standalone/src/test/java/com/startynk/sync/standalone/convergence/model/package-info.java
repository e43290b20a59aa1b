/**
 * The rules of the contract's sections 4 and 5 once more, as plainly as they can be written: everything is kept for ever and
 * nothing is fast. Shares no class with the product, so that a mistake is not made twice.
 */
package com.startynk.sync.standalone.convergence.model;
