package dev.tickover.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    @Test
    void everythingPublicIsDocumented() {
        assertEquals(List.of(), MissingDocumentation.below(Path.of("src", "main", "java")));
    }
}
