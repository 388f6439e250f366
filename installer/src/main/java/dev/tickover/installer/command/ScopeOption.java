package dev.tickover.installer.command;

import dev.tickover.machine.Scope;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Is the option that says for whom. */
final class ScopeOption {

    @Option(
            names = "--scope",
            paramLabel = "user|system",
            converter = Converter.class,
            description = "For the current user (default), or for the machine.")
    private Scope scope = Scope.USER;

    Scope scope() {
        return scope;
    }

    /** Reads the option's value. */
    static final class Converter implements ITypeConverter<Scope> {
        @Override
        public Scope convert(String value) {
            return switch (value) {
                case "user" -> Scope.USER;
                case "system" -> Scope.SYSTEM;
                default -> throw new TypeConversionException("it is user or system, not " + value);
            };
        }
    }
}
