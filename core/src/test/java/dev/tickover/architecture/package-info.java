/** Holds the code to the rules of its architecture; other modules' tests use it too. */
package dev.tickover.architecture;
