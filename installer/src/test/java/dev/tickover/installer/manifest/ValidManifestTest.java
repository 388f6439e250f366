package dev.tickover.installer.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.schedule.ActiveHours;
import dev.tickover.schedule.App;
import dev.tickover.schedule.CatchUp;
import dev.tickover.schedule.Cron;
import dev.tickover.schedule.DstGap;
import dev.tickover.schedule.DstOverlap;
import dev.tickover.schedule.Every;
import dev.tickover.schedule.First;
import dev.tickover.schedule.LaunchdOptions;
import dev.tickover.schedule.Liveness;
import dev.tickover.schedule.OnHung;
import dev.tickover.schedule.Overlap;
import dev.tickover.schedule.Retry;
import dev.tickover.schedule.Schedule;
import dev.tickover.schedule.WhenAbsent;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidManifestTest {

    private static final App CONTRACT = new App(
            "com.example.alma",
            Optional.of("Alma 🕰 Größe"),
            List.of("/opt/alma/bin/alma", "--background"),
            new Liveness(Duration.ofSeconds(90), OnHung.REPORT, List.of(), Duration.ofMinutes(20)),
            List.of(
                    Schedule.of("heartbeat", Every.of(Duration.ofMinutes(30)))
                            .first(First.AT_DUE)
                            .catchUp(CatchUp.EACH)
                            .catchUpWindow(Duration.ofDays(2))
                            .maxCatchUp(12)
                            .spacing(Duration.ofMinutes(5))
                            .overlap(Overlap.ALLOW)
                            .active(new ActiveHours(LocalTime.of(22, 0), LocalTime.of(6, 30)))
                            .splay(Duration.ofSeconds(10))
                            .grace(Duration.ofSeconds(40))
                            .timeout(Duration.ofMinutes(90))
                            .whenAbsent(WhenAbsent.START)
                            .retry(new Retry(3, Duration.ofMinutes(2), Duration.ofMinutes(20)))
                            .onBattery(false)
                            .wakeMachine(true)
                            .enabled(false)
                            .build(),
                    Schedule.of(
                                    "cleanup",
                                    new Cron(
                                            "15 3 * * MON-FRI",
                                            Optional.of(ZoneId.of("Europe/Paris")),
                                            DstGap.SKIP,
                                            DstOverlap.BOTH))
                            .run(List.of("/usr/local/bin/cleanup", "--all", "ein Wort mit ß"))
                            .build()),
            new LaunchdOptions(Optional.of("com.example.Alma-2"), true));

    @Test
    void everyKeyReachesTheApplication() {
        assertEquals(CONTRACT, Manifests.app(Resource.text("contract.toml")));
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkChangeNothing() {
        assertEquals(
                CONTRACT,
                Manifests.app("\ufeff" + Resource.text("contract.toml").replace("\n", "\r\n")));
    }

    @Test
    void keysThatAreNotGivenKeepTheDefaults() {
        Schedule expected = Schedule.of("s", Every.of(Duration.ofMinutes(30))).build();
        assertEquals(
                new App("a", Optional.empty(), List.of(), Liveness.DEFAULT, List.of(expected)),
                Manifests.app(Manifests.schedule("every = \"30m\"")));
    }

    @Test
    void theDefaultsOfTheKeyTableAreThoseThatHold() {
        StringBuilder keys = new StringBuilder("every = \"30m\"\n");
        for (ManifestKey key : ManifestTable.SCHEDULE.keys()) {
            boolean withCron = key == ManifestKey.DST_GAP || key == ManifestKey.DST_OVERLAP;
            key.defaultText().filter(text -> !withCron).ifPresent(text -> keys.append(assignment(key, text)));
        }
        assertEquals(Manifests.only("every = \"30m\""), Manifests.only(keys.toString()));
        StringBuilder liveness = new StringBuilder("\n[liveness]\n");
        ManifestTable.LIVENESS
                .keys()
                .forEach(key -> key.defaultText().ifPresent(text -> liveness.append(assignment(key, text))));
        assertEquals(
                Liveness.DEFAULT,
                Manifests.app(Manifests.schedule("every = \"30m\"") + liveness).liveness());
        assertEquals(
                new Cron("@daily", Optional.empty(), DstGap.SHIFT, DstOverlap.FIRST),
                Manifests.only("cron = \"@daily\"\ndst-gap = \"shift\"\ndst-overlap = \"first\"")
                        .recurrence());
    }

    private static String assignment(ManifestKey key, String text) {
        boolean plain = key.type() == KeyType.WHOLE_NUMBER || key.type() == KeyType.SWITCH;
        return key.text() + " = " + (plain ? text : '"' + text + '"') + "\n";
    }

    @Test
    void schedulesKeepTheOrderOfTheFile() {
        String text = "[app]\n"
                + "id = \"a\"\n"
                + "[schedule.z]\n"
                + "every = \"1h\"\n"
                + "[schedule.m]\n"
                + "every = \"1h\"\n"
                + "[schedule.a]\n"
                + "every = \"1h\"\n";
        assertEquals(
                List.of("z", "m", "a"),
                Manifests.app(text).schedules().stream().map(Schedule::name).toList());
    }

    @Test
    void aRetryOfItsOwnTableIsTheSame() {
        assertEquals(
                new Retry(2, Duration.ofMinutes(1), Duration.ofMinutes(30)),
                Manifests.only("every = \"1h\"\n[schedule.s.retry]\nmax = 2").retry());
    }

    @Test
    void aFirstWaitBeyondTheDefaultLongestRaisesThat() {
        assertEquals(
                new Retry(2, Duration.ofHours(1), Duration.ofHours(1)),
                Manifests.only("every = \"1d\"\nretry = { max = 2, backoff = \"1h\" }")
                        .retry());
    }

    @Test
    void unlimitedIsTheDefaultWindow() {
        assertEquals(
                Optional.empty(),
                Manifests.only("every = \"1h\"\ncatch-up-window = \"unlimited\"")
                        .catchUpWindow());
    }

    @Test
    void hoursMayEndAtMidnight() {
        assertEquals(
                Optional.of(new ActiveHours(LocalTime.of(8, 0), LocalTime.MIDNIGHT)),
                Manifests.only("every = \"1h\"\nactive = \"08:00-24:00\"").active());
    }

    @Test
    void aSmallerIntervalPassesUnderSmallerLimitsAndTakesItsSpacingAlong() {
        String text = Manifests.schedule("every = \"5s\"");
        ManifestResult result = new ManifestReader().read(text, Manifests.SOURCE, new Limits(Duration.ofSeconds(5)));
        ManifestResult.Valid valid = Manifests.valid(result);
        assertEquals(Duration.ofSeconds(5), valid.app().schedules().get(0).spacing());
        assertEquals(List.of("schedule.s: spacing is 5s: due instants are no further apart"), valid.notes());
    }

    @Test
    void smallerLimitsChangeNoOtherBound() {
        String text = Manifests.schedule("every = \"5s\"\nspacing = \"6s\"\ntimeout = \"0s\"");
        ManifestResult result = new ManifestReader().read(text, Manifests.SOURCE, new Limits(Duration.ofSeconds(5)));
        assertEquals(2, ((ManifestResult.Invalid) result).errors().size());
    }

    @Test
    void whatHasNoEffectIsNoted() {
        String keys = "every = \"1h\"\nrun = [\"/bin/x\"]\ngrace = \"5s\"\nmax-catch-up = 3\n"
                + "catch-up = \"none\"\ncatch-up-window = \"1d\"";
        assertEquals(
                List.of(
                        "schedule.s.grace: has no effect with run",
                        "schedule.s.max-catch-up: has no effect with catch-up other than \"each\"",
                        "schedule.s.catch-up-window: has no effect with catch-up = \"none\""),
                Manifests.valid(Manifests.schedule(keys)).notes());
    }

    @Test
    void aSpacingThatTheShorterDayBreaksIsNoted() {
        String note = "schedule.s.spacing: where the clocks go forward, due instants are an hour closer that day; one"
                + " within spacing of a tick counts as served by it";
        assertEquals(List.of(note), notes("every = \"1d\"\nspacing = \"1d\""));
        assertEquals(List.of(note), notes("cron = \"0 9 * * *\"\nspacing = \"23h1m\""));
        assertEquals(List.of(), notes("every = \"1d\"\nspacing = \"23h\""));
        assertEquals(List.of(), notes("every = \"5h\"\nspacing = \"5h\""));
        assertEquals(List.of(), notes("every = \"1h\"\nspacing = \"1h\""));
    }

    private static List<String> notes(String keys) {
        return Manifests.valid(Manifests.schedule(keys)).notes();
    }

    @Test
    void namesInQuotesAreTheSameNames() {
        App app = Manifests.app("[\"app\"]\n\"id\" = 'a'\n[schedule.\"night-run\"]\n\"every\" = \"\"\"1h\"\"\"\n");
        assertEquals("night-run", app.schedules().get(0).name());
    }

    @Test
    void windowsProgramsAreAbsolutePathsToo() {
        assertEquals(
                List.of("C:\\Programme\\x.exe", "/a"),
                Manifests.only("every = \"1h\"\nrun = ['C:\\Programme\\x.exe', \"/a\"]")
                        .run());
    }
}
