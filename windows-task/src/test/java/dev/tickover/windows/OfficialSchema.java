package dev.tickover.windows;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.SAXException;

/**
 * Validates documents against Microsoft's schema. That is not ours to pass on: it is read from the folder that the
 * environment variable TICKOVER_SHARED_DATA names, or from {@code ../shared/data} beside the checkout.
 */
final class OfficialSchema {

    private final Schema schema;

    private OfficialSchema(Schema schema) {
        this.schema = schema;
    }

    /** Reads the strict schema; where it is missing the calling test is skipped, and says so. */
    static OfficialSchema strict() throws SAXException {
        return new OfficialSchema(SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(file("task.xsd").toFile()));
    }

    static Path file(String name) {
        String given = System.getenv("TICKOVER_SHARED_DATA");
        Path file = given != null
                ? Path.of(given, name)
                : repository().resolveSibling("shared/data").resolve(name);
        if (!Files.isRegularFile(file)) {
            if (given != null) {
                fail("TICKOVER_SHARED_DATA is set, but there is no " + file);
            }
            abort("skipped: Microsoft's schema " + name + " is not here; set TICKOVER_SHARED_DATA to its folder");
        }
        return file;
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("CONTRIBUTING.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** Validates the very bytes of a file: encoding and declaration must agree as well. */
    void validate(byte[] file) throws SAXException, IOException {
        Validator validator = schema.newValidator();
        validator.validate(new StreamSource(new ByteArrayInputStream(file)));
    }
}
