/** Is the command line: one class for each command, which reads arguments, asks the rest of the installer, and prints. */
package dev.tickover.installer.command;
