/** The systemd backend: units, plans for {@code systemctl}, inspection; and the model of its timers. */
package dev.tickover.systemd;
