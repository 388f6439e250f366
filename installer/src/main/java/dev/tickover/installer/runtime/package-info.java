/** Prepares what the OS entries call, apart from the distribution, so that nothing pulls it from under them. */
package dev.tickover.installer.runtime;
