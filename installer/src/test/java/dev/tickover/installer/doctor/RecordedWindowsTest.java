package dev.tickover.installer.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.backend.Document;
import dev.tickover.backend.Translation;
import dev.tickover.installer.doctor.RecordedWindows.Tongue;
import dev.tickover.installer.status.StatusReader;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.OperatingSystem;
import dev.tickover.machine.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole doctor, on a Windows that speaks German, Japanese or French in the code page of its console. */
@DisabledOnOs(OS.WINDOWS)
class RecordedWindowsTest {

    @TempDir
    Path temporary;

    private DoctorFixture fixture;
    private RecordedWindows windows;
    private Document beat;

    private void install(Tongue tongue) throws IOException {
        fixture = new DoctorFixture(temporary.resolve("Zoë's & <Größe> 🎉"));
        fixture.system = OperatingSystem.WINDOWS;
        fixture.folder().create();
        windows = new RecordedWindows(tongue);
        fixture.runner = windows;
        fixture.prepareRuntime();
        ExaminedApp examined = fixture.examined();
        for (Translation.Entry entry : examined.translation().entries()) {
            Document document = entry.documents().get(0);
            Files.createDirectories(document.path().getParent());
            Files.write(document.path(), document.content().getBytes(document.charset()));
            windows.register(entry.name(), document.content());
            beat = entry.name().equals("beat") ? document : beat;
        }
        fixture.compile(examined);
    }

    @ParameterizedTest
    @EnumSource(Tongue.class)
    void nothingIsWrongWhereAllIsRegistered(Tongue tongue) throws IOException {
        install(tongue);
        assertFound();
    }

    @ParameterizedTest
    @EnumSource(Tongue.class)
    void taskThatIsGoneIsFoundThoughOneCodeStandsForEverything(Tongue tongue) throws IOException {
        install(tongue);
        windows.delete("beat");
        assertFound("entry-missing");
    }

    @ParameterizedTest
    @EnumSource(Tongue.class)
    void whatWasChangedByHandIsFoundEachByItsOwnCheck(Tongue tongue) throws IOException {
        install(tongue);
        change("<StartWhenAvailable>true", "<StartWhenAvailable>false");
        assertFound("start-when-available");
        change("<DisallowStartIfOnBatteries>false", "<DisallowStartIfOnBatteries>true");
        assertFound("battery-settings");
        change("<ExecutionTimeLimit>PT12M30S", "<ExecutionTimeLimit>PT72H");
        assertFound("execution-limit");
        change("<LogonType>InteractiveToken", "<LogonType>S4U");
        assertFound("logon-type");
    }

    @ParameterizedTest
    @EnumSource(Tongue.class)
    void startThatFailedIsFoundByItsNumber(Tongue tongue) throws IOException {
        install(tongue);
        windows.lastResult("-2147024894");
        assertFound("last-start-failed", "last-start-failed");
    }

    @ParameterizedTest
    @EnumSource(Tongue.class)
    void damagedTaskOfSomebodyElseWhichSpoilsTheListHidesNothing(Tongue tongue) throws IOException {
        install(tongue);
        windows.refuseTheList(1);
        assertFound();
        windows.lastResult("-2147024894");
        assertFound("last-start-failed", "last-start-failed");
    }

    @ParameterizedTest
    @EnumSource(Tongue.class)
    void deniedAccessIsFoundByItsCode(Tongue tongue) throws IOException {
        install(tongue);
        windows.refuseTheList(5);
        assertEquals(List.of("scheduler-unavailable"), ids());
    }

    @ParameterizedTest
    @EnumSource(Tongue.class)
    void javaOptionsOfTheUserAndOfTheMachineAreFound(Tongue tongue) throws IOException {
        install(tongue);
        windows.setVariable("HKCU", "JAVA_TOOL_OPTIONS");
        windows.setVariable("HKLM", "_JAVA_OPTIONS");
        assertFound("java-options", "java-options");
        assertEquals(
                "reg delete \"HKCU\\Environment\" /v JAVA_TOOL_OPTIONS /f",
                findings().get(0).mend());
    }

    @ParameterizedTest
    @EnumSource(Tongue.class)
    void whereTheRegistryDoesNotAnswerTheDoctorsOwnEnvironmentTells(Tongue tongue) throws IOException {
        install(tongue);
        fixture.variables.put("JAVA_TOOL_OPTIONS", "-Xmx4g");
        assertFound();
        windows.answerRegistry(new CommandResult.CannotStart("no reg"));
        assertFound("java-options");
    }

    /** An entry's documents are its own, whatever they are called: here they are not called as the task is. */
    @Test
    void statusComparesTheDocumentsOfATaskToo() throws IOException {
        install(Tongue.GERMAN);
        assertEquals("in force", statusOfBeat());
        String edited = beat.content().replace("<Priority>6", "<Priority>5");
        Files.write(beat.path(), edited.getBytes(beat.charset()));
        assertEquals("drifted", statusOfBeat());
        Files.delete(beat.path());
        assertEquals("missing", statusOfBeat());
    }

    private String statusOfBeat() throws IOException {
        ExaminedMachine machine = fixture.machine(fixture.folder());
        return new StatusReader(
                        machine.platform(), machine.backends().named("windows-task"), machine.runtime(Scope.USER))
                .read(fixture.folder())
                .schedules()
                .get(0)
                .entry();
    }

    private void change(String right, String wrong) {
        String text = beat.content();
        assertEquals(true, text.contains(right), text);
        windows.register("beat", text.replace(right, wrong));
    }

    private void assertFound(String... expected) {
        List<String> all = new ArrayList<>(List.of(expected));
        all.add("interactive-only");
        assertEquals(all, ids(), () -> findings().toString());
    }

    private List<String> ids() {
        return findings().stream().map(finding -> finding.check().id()).toList();
    }

    private List<Finding> findings() {
        return new Doctor(fixture.machine(fixture.folder())).examine().findings();
    }
}
