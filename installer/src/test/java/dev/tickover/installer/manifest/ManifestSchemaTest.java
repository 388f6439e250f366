package dev.tickover.installer.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.moandjiezana.toml.Toml;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the JSON Schema to the key table, key by key, and to the reader, manifest by manifest. */
class ManifestSchemaTest {

    private static final JsonObject SCHEMA =
            JsonParser.parseString(ManifestSchema.text()).getAsJsonObject();
    private static final Schema VALIDATOR = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ManifestSchema.text());

    private static JsonObject definition(ManifestTable table) {
        return SCHEMA.getAsJsonObject("$defs").getAsJsonObject(table.name().toLowerCase(Locale.ROOT));
    }

    private static JsonObject property(ManifestKey key) {
        return definition(key.table()).getAsJsonObject("properties").getAsJsonObject(key.text());
    }

    @Test
    void itIsOfDraft202012AndIsItselfValid() {
        assertEquals(
                "https://json-schema.org/draft/2020-12/schema",
                SCHEMA.get("$schema").getAsString());
        Schema metaSchema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertEquals(List.of(), metaSchema.validate(ManifestSchema.text(), InputFormat.JSON));
    }

    @ParameterizedTest
    @EnumSource
    void eachTableHasExactlyItsKeys(ManifestTable table) {
        JsonObject definition = definition(table);
        assertEquals(
                table.keyNames(),
                List.copyOf(definition.getAsJsonObject("properties").keySet()));
        assertEquals(table.explanation(), definition.get("description").getAsString());
        assertFalse(definition.get("additionalProperties").getAsBoolean());
        assertEquals(
                new TreeSet<>(ManifestTable.roots()),
                new TreeSet<>(SCHEMA.getAsJsonObject("properties").keySet()));
    }

    @ParameterizedTest
    @EnumSource
    void eachKeyHasItsDescriptionAndDefault(ManifestKey key) {
        JsonObject property = property(key);
        assertEquals(key.explanation(), property.get("description").getAsString());
        JsonElement usual = property.get("default");
        assertEquals(key.defaultText().orElse("none"), usual == null ? "none" : usual.getAsString());
    }

    @ParameterizedTest
    @EnumSource
    void eachKeyHasItsType(ManifestKey key) {
        JsonObject property = property(key);
        if (key == ManifestKey.CATCH_UP_WINDOW) {
            assertEquals(2, property.getAsJsonArray("anyOf").size());
            return;
        }
        switch (key.type()) {
            case TEXT -> assertEquals("string", property.get("type").getAsString());
            case SWITCH -> assertEquals("boolean", property.get("type").getAsString());
            case DURATION ->
                assertEquals("#/$defs/duration", property.get("$ref").getAsString());
            case COMMAND -> assertEquals("#/$defs/command", property.get("$ref").getAsString());
            case TABLE ->
                assertEquals("#/$defs/" + key.text(), property.get("$ref").getAsString());
            case WHOLE_NUMBER -> {
                assertEquals("integer", property.get("type").getAsString());
                assertEquals(key.least(), property.get("minimum").getAsInt());
                assertEquals(key.most(), property.get("maximum").getAsInt());
            }
            case CHOICE -> assertEquals(words(key), property.getAsJsonArray("enum"));
        }
    }

    /** An editor should offer what the reader takes. */
    private static JsonArray words(ManifestKey key) {
        return new Gson().toJsonTree(key.choices()).getAsJsonArray();
    }

    private static boolean schemaTakes(String toml) {
        String json = new Gson().toJson(new Toml().read(toml).toMap());
        return VALIDATOR.validate(json, InputFormat.JSON).isEmpty();
    }

    private static boolean readerTakes(String toml) {
        return new ManifestReader().read(toml, "m") instanceof ManifestResult.Valid;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "every = \"30m\"",
                "every = \"1h30m\"\nsplay = \"PT1M\"\ncatch-up-window = \"unlimited\"",
                "every = \"P1DT1H\"\ncatch-up-window = \"2d\"\nactive = \"22:00-24:00\"",
                "cron = \"@daily\"\nzone = \"UTC\"\ndst-gap = \"skip\"\ndst-overlap = \"both\"",
                "every = \"1h\"\nrun = ['C:\\x\\y.exe', \"\"]",
                "every = \"1h\"\nretry = { max = 0 }\nmax-catch-up = 1000",
                "every = \"1h\"\n[launchd]\nbundle-id = \"com.example.alma\"\nstart-interval = true",
                "every = \"1h\"\n[launchd]",
            })
    void bothTakeSoundSchedules(String keys) {
        String toml = Manifests.schedule(keys);
        Manifests.valid(toml);
        assertEquals(true, schemaTakes(toml));
    }

    @Test
    void bothTakeTheContractAndTheStarter() {
        for (String toml : List.of(Resource.text("contract.toml"), StarterManifest.text(java.nio.file.Path.of("x")))) {
            Manifests.valid(toml);
            assertEquals(true, schemaTakes(toml));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grace = \"1s\"",
                "every = \"1h\"\ncron = \"@daily\"",
                "every = \"\"",
                "every = \"h\"",
                "every = \"1h1d\"",
                "every = \"30 m\"",
                "every = \"-1h\"",
                "every = \"P\"",
                "every = \"PT\"",
                "every = \"P1Y\"",
                "every = 30",
                "every = \"1h\"\nspacng = \"1s\"",
                "every = \"1h\"\nzone = \"UTC\"",
                "every = \"1h\"\ndst-gap = \"skip\"",
                "every = \"1h\"\nfirst = \"AT_DUE\"",
                "every = \"1h\"\nmax-catch-up = 0",
                "every = \"1h\"\nmax-catch-up = 1001",
                "every = \"1h\"\nactive = \"8-9\"",
                "every = \"1h\"\nenabled = \"yes\"",
                "every = \"1h\"\nretry = { backoff = \"1m\" }",
                "every = \"1h\"\nretry = { max = 1, tries = 2 }",
                "every = \"1h\"\nrun = []",
                "every = \"1h\"\nrun = \"/bin/x\"",
                "every = \"1h\"\nrun = [\"x\"]",
                "every = \"1h\"\nrun = [1]",
                "every = \"1h\"\nrun = [\"/x\", \"\\u0000\"]",
                "every = \"1h\"\nrun = [\"/x\"]\nwhen-absent = \"hold\"",
                "every = \"1h\"\nwhen-absent = \"start\"",
                "every = \"1h\"\n[schedule.sweep]\nevery = \"1h\"",
                "every = \"1h\"\n[other]\nx = 1",
                "every = \"1h\"\n[liveness]\non-hung = \"restart\"",
                "every = \"1h\"\n[liveness]\non-hung = \"notify\"",
                "every = \"1h\"\n[liveness]\nnotify = [\"/x\"]",
                "every = \"1h\"\n[launchd]\nbundle-id = \"alma\"",
                "every = \"1h\"\n[launchd]\nbundle-id = \"com..alma\"",
                "every = \"1h\"\n[launchd]\nbundle-id = \"com.example.al ma\"",
                "every = \"1h\"\n[launchd]\nstart-interval = \"30m\"",
                "every = \"1h\"\n[launchd]\nkeep-alive = true",
                "every = \"1h\"\nstart-interval = true",
            })
    void bothRefuseWrongSchedules(String keys) {
        String toml = Manifests.schedule(keys);
        assertEquals(false, readerTakes(toml), "reader");
        assertEquals(false, schemaTakes(toml), "schema");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[app]\nid = \"a\"",
                "[schedule.s]\nevery = \"1h\"",
                "[app]\n[schedule.s]\nevery = \"1h\"",
                "[app]\nid = \"../a\"\n[schedule.s]\nevery = \"1h\"",
                "[app]\nid = \"a\"\nname = \" \"\n[schedule.s]\nevery = \"1h\"",
                "[app]\nid = \"a\"\n[schedule]",
                "[app]\nid = \"a\"\n[schedule]\ns = 1",
            })
    void bothRefuseWrongManifests(String toml) {
        assertEquals(false, readerTakes(toml), "reader");
        assertEquals(false, schemaTakes(toml), "schema");
    }
}
