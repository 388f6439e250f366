/** Reads {@code tickover.toml} strictly, reports all its errors at once, and writes a starter manifest. */
package dev.tickover.installer.manifest;
