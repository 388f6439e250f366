/** Lets an application receive ticks: attach, handlers, work, checkpoints. */
package dev.tickover.host;
