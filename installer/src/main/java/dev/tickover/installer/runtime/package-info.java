/** Builds the private Java runtime that entries call, apart from the distribution and the JDK. */
package dev.tickover.installer.runtime;
