/** Reads {@code tickover.toml} strictly, tells all its errors at once, and writes a manifest to start from. */
package dev.tickover.installer.manifest;
