/** The command line: one class for each command. It reads arguments, calls the packages below, and prints. */
package dev.tickover.installer.command;
