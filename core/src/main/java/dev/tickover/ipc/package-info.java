/** Carries ticks between a short-lived client and a long-lived host. */
package dev.tickover.ipc;
