package dev.tickover.systemd.importing;

import dev.tickover.importing.NotExpressibleException;
import java.util.Optional;

/**
 * The specifiers of a unit, {@code %h} and the like (systemd.unit(5), "Specifiers"), as far as they follow from its name
 * and the home folder.
 *
 * @param unitName the whole name of the service
 * @param home the home folder; empty if it is not known
 */
record Specifiers(String unitName, Optional<String> home) {

    String resolve(String text) throws NotExpressibleException {
        StringBuilder resolved = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 1 < text.length()) {
                resolved.append(value(text.charAt(++i)));
            } else {
                resolved.append(c);
            }
        }
        return resolved.toString();
    }

    private String value(char specifier) throws NotExpressibleException {
        String bare = unitName.substring(0, unitName.lastIndexOf('.'));
        int instance = bare.indexOf('@');
        Optional<String> value = switch (specifier) {
            case '%' -> Optional.of("%");
            case 'h' -> home;
            case 'n' -> Optional.of(unitName);
            case 'N' -> Optional.of(bare);
            case 'p' -> Optional.of(instance < 0 ? bare : bare.substring(0, instance));
            case 'i' -> Optional.of(instance < 0 ? "" : bare.substring(instance + 1));
            default -> Optional.empty();
        };
        return value.orElseThrow(
                () -> new NotExpressibleException("the specifier %" + specifier + ": write what it stands for"));
    }
}
