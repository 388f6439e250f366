/** Is systemd as a backend: units, plans for {@code systemctl}, and what is in force. */
package dev.tickover.systemd;
