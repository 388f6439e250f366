package dev.tickover.installer.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tickover.installer.simulate.OsModel;
import dev.tickover.installer.simulate.Simulation;
import dev.tickover.installer.testing.TestUser;
import dev.tickover.installer.testing.TestUser.Result;
import dev.tickover.simulation.SimulatedMachine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@DisabledOnOs(OS.WINDOWS)
class SimulateCommandTest {

    private static final String MANIFEST = """
            [app]
            id = "alma"
            [schedule.beat]
            every = "30m"
            """;

    /** A Monday, in a zone without a change. */
    private static final String DAY = "--days 1 --from 2026-03-02T00:00:00Z --zone UTC";

    @TempDir
    Path home;

    private TestUser user;

    @BeforeEach
    void makeUser() {
        user = new TestUser(home);
        user.write("tickover.toml", MANIFEST);
    }

    private Result type(String options) {
        return user.type(("simulate " + options).trim().split(" "));
    }

    private String done(String options) {
        Result result = type(options);
        assertEquals(0, result.code(), result::toString);
        assertEquals("", result.err());
        return result.out();
    }

    /** Simulates a day on systemd and returns its figures of the schedule. */
    private JsonObject figures(String options) {
        return figures(JsonParser.parseString(done(DAY + " --json " + options)).getAsJsonObject(), "systemd");
    }

    private static JsonObject figures(JsonObject object, String target) {
        return object.getAsJsonObject("targets")
                .getAsJsonObject(target)
                .getAsJsonArray("schedules")
                .get(0)
                .getAsJsonObject();
    }

    @Test
    void drawsAWeekOnAllThreeSystemsByDefault() {
        String out = done("");
        assertTrue(out.startsWith("alma, 7d from "), out);
        for (OsModel model : OsModel.values()) {
            assertTrue(out.contains("\n" + model.target() + "  beat\n"), out);
        }
        assertEquals(3 * 8, out.lines().filter(line -> line.contains("||||||")).count(), out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; 48; 0; 0; 0; 1800",
                "--asleep 10:10-16:10; 37; 1; 11; 20400; 22200",
                "--off 2026-03-02T10:10/2026-03-02T16:10; 37; 1; 11; 20402; 22202",
                "--host-down 10:10-16:10; 37; 1; 11; 20400; 22200",
                "--host-hung 2026-03-02T10:10/2026-03-02T16:10; 37; 1; 11; 20400; 22200",
                "--held 10:10-16:10; 37; 1; 11; 20400; 22200",
                "--clock-step 2026-03-02T10:10=+6h; 49; 1; 11; 20400; 1800",
                "--clock-step 2026-03-02T10:10=-1h; 48; 0; 0; 0; 1800",
                "--travel 2026-03-02T10:10=Asia/Kolkata; 48; 0; 0; 0; 1800",
            })
    void eachOptionHappensToTheMachine(
            String options, int ticks, int catchUps, int coalesced, int worstLateness, int longestGap) {
        JsonObject figures = figures(options);
        String all = figures.toString();
        assertEquals(ticks, figures.get("ticks").getAsInt(), all);
        assertEquals(catchUps, figures.get("catchUps").getAsInt(), all);
        assertEquals(coalesced, figures.get("coalesced").getAsInt(), all);
        assertEquals(worstLateness, figures.get("worstLatenessMs").getAsLong() / 1000, 2, all);
        assertEquals(longestGap, figures.get("longestGapMs").getAsLong() / 1000, 2, all);
    }

    @Test
    void workTakesItsTime() {
        user.write("tickover.toml", MANIFEST + "overlap = \"skip\"\ntimeout = \"2h\"\n");
        assertEquals(0, figures("").get("skipped").getAsInt());
        assertNotEquals(0, figures("--work 40m").get("skipped").getAsInt());
    }

    @Test
    void aManifestMayBeNamedAndAnotherZoneAsked() {
        user.write("other/tickover.toml", MANIFEST.replace("alma", "other"));
        String out = done("other --days 2 --from 2026-03-28T00:00:00Z --zone Europe/Paris --target launchd");
        assertTrue(out.startsWith("other, 2d from Sat 2026-03-28 01:00:00 Europe/Paris\n"), out);
        assertTrue(out.contains("Sun 03-29"), out);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        String one = done(DAY + " --seed 7 --json");
        assertEquals(one, done(DAY + " --seed 7 --json"));
        assertEquals(
                7, JsonParser.parseString(one).getAsJsonObject().get("seed").getAsInt());
        assertNotEquals(one.replace("7", ""), done(DAY + " --seed 8 --json").replace("8", ""));
    }

    @Test
    void jsonTellsEachTargetAlone() {
        JsonObject object = JsonParser.parseString(done(DAY + " --json --target windows-task"))
                .getAsJsonObject();
        assertEquals("alma", object.get("app").getAsString());
        assertEquals("2026-03-02T00:00:00Z", object.get("from").getAsString());
        assertEquals(86_400_000, object.get("lengthMs").getAsLong());
        assertEquals(
                List.of("windows-task"),
                List.copyOf(object.getAsJsonObject("targets").keySet()));
        assertEquals(48, figures(object, "windows-task").get("ticks").getAsInt());
    }

    @Test
    void aYearIsNotDrawn() {
        String out = done("--days 366 --from 2026-01-01T00:00:00Z --zone UTC --target systemd");
        assertTrue(out.lines().count() < 6, out);
        assertTrue(out.contains("systemd  beat"), out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--target amiga",
                "--days 0",
                "--days 4000",
                "--days many",
                "--from yesterday",
                "--zone Mars/Olympus",
                "--asleep 25:00-07:00",
                "--asleep 07:00-07:00",
                "--off tonight",
                "--host-down 2026-03-02T10:00/2026-03-02T09:00",
                "--host-hung 1",
                "--held -",
                "--clock-step 2026-03-02T10:00",
                "--clock-step 2026-03-02T10:00=soon",
                "--travel 2026-03-02T10:00=Mars/Olympus",
                "--travel noon=Europe/Paris",
                "--work long",
                "--seed x",
                "one two",
            })
    void mistakesAreToldInTwoLines(String options) {
        Result result = type(options);
        assertEquals(2, result.code(), result::toString);
        assertEquals(2, result.err().lines().count(), result.err());
        assertEquals("", result.out());
    }

    @Test
    void withoutAManifestItSaysSo() {
        assertEquals(78, type("nowhere.toml").code());
    }

    /** An OS scheduler that promises to start on time, and starts three hours later. */
    private static SimulateCommand.Player seldomPulsed() {
        return (app, scenario, work, model, seed) -> {
            SimulatedMachine machine = new SimulatedMachine(scenario.from(), scenario.zone());
            machine.install(app.schedules().get(0), new RareEntry());
            machine.installSweep(new RareEntry(), Duration.ofMinutes(15));
            machine.pass(scenario.length());
            return new Simulation(model, machine.trace(), List.of(), machine.violations());
        };
    }

    private Result typeToOneThatIsSeldomPulsed(String... options) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        Context context = user.context(writer, writer);
        int code = new CommandLine(new SimulateCommand(context, seldomPulsed())).execute(options);
        return new Result(code, out.toString(), "");
    }

    @Test
    void endsWithOneAndNamesTheInvariantThatBreaks() {
        Result text = typeToOneThatIsSeldomPulsed("--days", "1", "--target", "systemd");
        assertEquals(1, text.code(), text::toString);
        assertTrue(text.out().contains("broken on systemd: "), text.out());
        assertTrue(text.out().contains("I2"), text.out());
        Result json = typeToOneThatIsSeldomPulsed("--days", "1", "--target", "systemd", "--json");
        assertEquals(1, json.code());
        JsonObject broken = JsonParser.parseString(json.out())
                .getAsJsonObject()
                .getAsJsonObject("targets")
                .getAsJsonObject("systemd")
                .getAsJsonArray("violations")
                .get(0)
                .getAsJsonObject();
        assertEquals("I2", broken.get("invariant").getAsString());
        assertEquals("beat", broken.get("schedule").getAsString());
    }
}
