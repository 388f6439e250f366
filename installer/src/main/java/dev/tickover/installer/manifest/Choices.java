package dev.tickover.installer.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps the constants of an enum to the words of the manifest: {@code BUFFER_ONE} is {@code buffer-one}. */
final class Choices {

    private Choices() {}

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> names(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).map(Choices::name).toList();
    }

    static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> name(constant).equals(name))
                .findFirst();
    }

    /** Lists names in quotes, for an error. */
    static String quoted(List<String> names) {
        return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
    }
}
