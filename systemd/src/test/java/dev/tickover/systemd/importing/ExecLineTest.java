package dev.tickover.systemd.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tickover.importing.Draft;
import dev.tickover.testing.importing.Drafts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command lines of services (systemd.service(5), "Command lines"). */
class ExecLineTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/bin/x a  b                    | /bin/x,a,b",
                "/bin/x \"a b\" 'c d'           | /bin/x,a b,c d",
                "/bin/x --opt=\"a b\"c          | /bin/x,--opt=a bc",
                "/bin/x \"\" ''                 | /bin/x,,",
                "/bin/x a\\x20b \\101 \\u2603   | /bin/x,a b,A,☃",
                "/bin/x 100%% $$HOME            | /bin/x,100%,$HOME",
                "/bin/x %h/y %N %p %n           | /bin/x,/home/me/y,foo,foo,foo.service",
                "/bin/x ${HOME}/y               | /bin/x,/home/me/y",
                "@/bin/x argv0 b                | /bin/x,b",
                ":/bin/x $HOME                  | /bin/x,$HOME",
                "x y                            | /usr/bin/env,x,y",
                "/bin/x \"a;b\"                 | /bin/x,a;b",
            })
    void wordsAreSplitAsSystemdDoes(String line, String words) throws IOException {
        assertEquals(
                List.of(words.split(",", -1)),
                Drafts.only(service("ExecStart=" + line)).run());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/bin/x %i-%t      | the specifier %t",
                "/bin/x $OPTIONS   | $OPTIONS, which is known only when it runs",
                "/bin/x ${A}       | $A, which is known only when it runs",
                "/bin/x 'a         | a quote that does not end",
                "/bin/x \\xff      | no character",
                "/bin/x ; /bin/y   | several commands on one line",
                "-                 | a command without a program",
            })
    void aCommandThatIsNotKnownBeforeItRunsIsLeft(String line, String reason) throws IOException {
        String left = Drafts.left(service("ExecStart=" + line));
        assertTrue(left.contains(reason), left);
    }

    @Test
    void variablesOfTheServiceAreSetAndPutIn() throws IOException {
        assertEquals(
                List.of("/usr/bin/env", "A=b  c", "D=%", "/bin/x", "b", "c", "b  c!", "%"),
                Drafts.only(service("Environment=\"A=b  c\" D=%%\nExecStart=/bin/x $A ${A}! ${D}"))
                        .run());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void severalCommandsRunUntilOneFails() throws Exception {
        String lines = "Environment=W=world\nWorkingDirectory=/usr\nExecStartPre=-/bin/false\n"
                + "ExecStart=/bin/sh -c 'echo \"$$0 $$W\" \"it'\\''s\"; pwd' ${W}\nExecStart=/bin/false\nExecStart=/bin/echo no\n";
        List<String> command =
                Drafts.only(service(lines.replace("'\\''", "\\'"))).run();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("world world it's\n/usr\n", output);
        assertEquals(1, process.waitFor());
    }

    private List<Draft> service(String lines) throws IOException {
        Files.writeString(folder.resolve("foo.service"), "[Service]\nType=oneshot\n" + lines + "\n");
        return Drafts.of(
                new SystemdImporter(), Files.writeString(folder.resolve("foo.timer"), "[Timer]\nOnCalendar=daily\n"));
    }
}
