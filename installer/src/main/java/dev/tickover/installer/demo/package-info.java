/** Shows a whole life of an application in about a minute, on this machine's real scheduler. */
package dev.tickover.installer.demo;
