package dev.tickover.launchd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Layout, order and values are from public captures of 2026, up to macOS 26.6.2; names and paths are ours. */
class ServicePrintTest {

    private static final String RUNNING = """
            gui/501/tickover.alma.heartbeat = {
            \tactive count = 1
            \tpath = /Users/me/Library/LaunchAgents/tickover.alma.heartbeat.plist
            \ttype = LaunchAgent
            \tstate = running

            \tprogram = /usr/bin/java
            \targuments = {
            \t\t/usr/bin/java
            \t\tpended nondemand spawn = interval
            \t\t}
            \t\tpath = /tmp/elsewhere.plist

            \t\tlast exit code = 78: EX_CONFIG
            \t\t
            \t}

            \tdefault environment = {
            \t\tPATH => /usr/bin:/bin:/usr/sbin:/sbin
            \t}

            \tdomain = gui/501 [100041]
            \tminimum runtime = 10
            \texit timeout = 15
            \truns = 2
            \tpid = 35711
            \timmediate reason = non-ipc demand
            \tlast terminating signal = Terminated: 15

            \tresource coalition = {
            \t\tstate = active
            \t\tactive count = 1
            \t}

            \tevent triggers = {
            \t\ttickover.alma.heartbeat.268435472 => {
            \t\t\tstream = com.apple.launchd.calendarinterval
            \t\t\tdescriptor = {
            \t\t\t\t"Minute" => 20
            \t\t\t}
            \t\t}
            \t}

            \tspawn type = daemon (3)
            \tproperties = runatload | inferred program
            }
            """;

    @Test
    void onlyTheOutermostBlockIsRead() {
        ServicePrint print = ServicePrint.parse(RUNNING);
        assertEquals(Optional.of("/Users/me/Library/LaunchAgents/tickover.alma.heartbeat.plist"), print.path());
        assertEquals(Optional.empty(), print.heldBecause());
        assertEquals(Optional.empty(), print.lastExitCode());
        assertEquals("running", print.values().get("state"));
        assertEquals("1", print.values().get("active count"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"interval", "speculative", "inefficient", "semaphore", "xpc event"})
    void startThatIsHeldBackIsRecognised(String why) {
        String held = RUNNING.replace("\truns = 2\n", "\truns = 2648\n\tpended nondemand spawn = " + why + "\n");
        assertEquals(Optional.of(why), ServicePrint.parse(held).heldBecause());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "78, 78",
        "78: EX_CONFIG, 78",
        "(never exited), ",
        "1: Operation not permitted, 1",
        "x, ",
        "99999999999, "
    })
    void lastExitCodeIsReadWithAndWithoutItsName(String text, Integer code) {
        ServicePrint print = ServicePrint.parse("x = {\n\tlast exit code = " + text + "\n}\n");
        assertEquals(Optional.ofNullable(code), print.lastExitCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\t", "\t\n\t = \n", "= = =", "\t=", "\0", "ダメ", "\tpath", "\tpath =\n"})
    void anythingElseIsNoFailure(String output) {
        assertEquals(Optional.empty(), ServicePrint.parse(output).path());
    }

    @Test
    void switchedOffLabelsAreReadInBothForms() {
        String now = """
                \tdisabled services = {
                \t\t"tickover.alma.a" => disabled
                \t\t"tickover.alma.b" => enabled
                \t}
                \tlogin item associations = {
                \t}
                """;
        assertEquals(Set.of("tickover.alma.a"), DisabledLabels.parse(now));
        String once = "disabled services = {\n\t\"tickover.alma.a\" => true\n\t\"tickover.alma.b\" => false\n}\n";
        assertEquals(Set.of("tickover.alma.a"), DisabledLabels.parse(once));
        assertEquals(Set.of(), DisabledLabels.parse("ausgeschaltete Dienste: \"tickover.alma.a\"\n\"x\" =>\n"));
    }
}
