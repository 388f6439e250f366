/** The command line: one class for each command, which reads arguments, calls the packages below and prints. */
package dev.tickover.installer.command;
