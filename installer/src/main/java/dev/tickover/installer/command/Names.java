package dev.tickover.installer.command;

import java.util.Locale;

/** Spells constants as the command line and the manifest do. */
final class Names {

    private Names() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
