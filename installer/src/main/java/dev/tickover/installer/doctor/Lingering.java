package dev.tickover.installer.doctor;

import dev.tickover.machine.Command;

/** Makes the commands that switch lingering (loginctl(1), {@code enable-linger}). */
final class Lingering {

    private Lingering() {}

    static String enable(ExaminedMachine machine) {
        return command(machine, "enable-linger").text();
    }

    static Command command(ExaminedMachine machine, String verb) {
        return Command.of("loginctl", verb, machine.platform().environment().user());
    }
}
