package dev.tickover.installer.manifest;

import dev.tickover.schedule.App;
import java.util.List;
import java.util.stream.Collectors;

/** Is what a manifest was read into: an application, or all the errors of the file at once. */
public sealed interface ManifestResult {

    /**
     * Is a manifest without errors.
     *
     * @param app the application it describes
     * @param notes what the user may want to know but need not change, in the order of the file; often empty
     */
    record Valid(App app, List<String> notes) implements ManifestResult {

        /** Copies the notes. */
        public Valid {
            notes = List.copyOf(notes);
        }
    }

    /**
     * Is a manifest that must be corrected.
     *
     * @param errors all its errors, in the order of the file; at least one
     */
    record Invalid(List<ManifestError> errors) implements ManifestResult {

        /**
         * Copies the errors.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Invalid {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("invalid without an error");
            }
        }

        /** {@return the errors for people; one line for each error, without a line break at the end} */
        public String text() {
            return errors.stream().map(ManifestError::text).collect(Collectors.joining("\n"));
        }
    }
}
