/** What a model of an OS scheduler is given and returns: a deployment, and models of its entries. */
package dev.tickover.simulation.scheduler;
