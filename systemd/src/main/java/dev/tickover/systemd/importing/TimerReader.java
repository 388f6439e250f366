package dev.tickover.systemd.importing;

import dev.tickover.importing.CalendarDrafts;
import dev.tickover.importing.CalendarTimes;
import dev.tickover.importing.Draft;
import dev.tickover.importing.ImportContext;
import dev.tickover.importing.MalformedSourceException;
import dev.tickover.importing.NotExpressibleException;
import dev.tickover.importing.Source;
import dev.tickover.systemd.importing.UnitFile.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A reader of a timer with the service that it starts (systemd.timer(5)). */
final class TimerReader {

    private static final String TIMER = "Timer";

    /** What carries over, is remarked on, or makes no difference. */
    private static final Set<String> KNOWN = Set.of(
            "OnCalendar",
            "OnActiveSec",
            "OnBootSec",
            "OnStartupSec",
            "OnUnitActiveSec",
            "OnUnitInactiveSec",
            "OnClockChange",
            "OnTimezoneChange",
            "RandomizedDelaySec",
            "FixedRandomDelay",
            "AccuracySec",
            "Persistent",
            "WakeSystem",
            "Unit",
            "RemainAfterElapse");

    private static final Set<String> KNOWN_UNIT =
            Set.of("Description", "Documentation", "ConditionACPower", "RefuseManualStart", "Requires");

    private final Source source;
    private final ImportContext context;
    private final UnitFile unit;

    TimerReader(Source source, ImportContext context) {
        this.source = source;
        this.context = context;
        this.unit = UnitFile.read(source);
    }

    List<Draft> drafts() {
        String name = source.fileName().replaceFirst("\\.(timer|service)$", "");
        Draft template = new Draft(source.at(1), source.fileName(), name);
        if (!unit.hasSection(TIMER)) {
            if (!unit.hasSection("Service")) {
                throw new MalformedSourceException(
                        source.at(1), "a unit without [Timer]", "name a timer; its service is read with it");
            }
            template.obstacle("a service has no times; import its timer, and the service is read with it");
            return List.of(template);
        }
        addService(template, name);
        addRules(template);
        List<Draft> drafts = new ArrayList<>();
        addCalendar(template, drafts);
        addIntervals(template, drafts);
        if (drafts.isEmpty()) {
            template.obstacle("it has no recurrence: neither OnCalendar= nor OnUnitActiveSec=");
            drafts.add(template);
        }
        return drafts;
    }

    private void addService(Draft draft, String timer) {
        String name = unit.last(TIMER, "Unit").orElse(timer + ".service");
        Optional<Path> beside = source.path().map(path -> path.toAbsolutePath().resolveSibling(name));
        if (!name.endsWith(".service") || name.indexOf('/') >= 0) {
            draft.obstacle("it starts " + name + ", which is no service");
            return;
        }
        if (beside.isEmpty() || !Files.exists(beside.get())) {
            draft.obstacle(name + " is not beside it: put it there, or write its command as run = [...]");
            return;
        }
        Optional<String> home = context.environment().home().map(Path::toString);
        Source service = context.files().apply(beside.get(), name);
        if (new SystemdImporter().isOwn(service)) {
            draft.obstacle(Draft.OWN);
            return;
        }
        UnitFile serviceUnit = UnitFile.read(service);
        boolean root = serviceUnit.last("Service", "User").isEmpty() && !serviceUnit.isOn("Service", "DynamicUser");
        if (root && source.isBelow("systemd/system")) {
            draft.remark(Draft.AS_ROOT);
        }
        ServiceReader.addTo(draft, serviceUnit, new Specifiers(name, home));
    }

    private void addRules(Draft draft) {
        boolean persistent = unit.isOn(TIMER, "Persistent");
        if (unit.isOn(TIMER, "WakeSystem")) {
            draft.put("wake-machine", true);
        }
        if (unit.isOn("Unit", "ConditionACPower")) {
            draft.put("on-battery", false);
        }
        draft.put("catch-up", persistent ? "latest" : "none");
        addSplay(draft);
        for (String key : List.of("OnActiveSec", "OnBootSec", "OnStartupSec", "OnClockChange", "OnTimezoneChange")) {
            for (Setting setting : unit.all(TIMER, key)) {
                draft.remark(
                        key + "=" + setting.value() + " (line " + setting.line() + "): it starts by its times alone"
                                + (key.endsWith("Sec") ? ", and after a boot by catch-up" : ""));
            }
        }
        Set<String> rest = unit.others(TIMER, KNOWN);
        rest.addAll(unit.others("Unit", KNOWN_UNIT));
        if (!rest.isEmpty()) {
            draft.remark("without equal: " + String.join(", ", rest));
        }
        if (source.path()
                .filter(path -> Files.isDirectory(Path.of(path + ".d")))
                .isPresent()) {
            draft.remark("drop-ins in " + source.fileName() + ".d are not read; systemctl cat shows what holds");
        }
    }

    private void addSplay(Draft draft) {
        Optional<String> delay = unit.last(TIMER, "RandomizedDelaySec");
        if (delay.isEmpty()) {
            return;
        }
        try {
            Duration splay = TimeSpan.parse(delay.get());
            if (splay.toSeconds() > 0 && splay.compareTo(Duration.ofDays(7)) <= 0) {
                draft.put("splay", splay);
                draft.remark("RandomizedDelaySec=" + delay.get() + ": splay is the same each time on a machine"
                        + (unit.isOn(TIMER, "FixedRandomDelay") ? ", as FixedRandomDelay= asks" : ", not drawn anew"));
            } else if (!splay.isZero()) {
                draft.remark("RandomizedDelaySec=" + delay.get() + ": splay is from 1s to 7d, and is left out");
            }
        } catch (NotExpressibleException malformed) {
            draft.remark("RandomizedDelaySec left out: " + malformed.getMessage());
        }
    }

    private void addCalendar(Draft template, List<Draft> drafts) {
        Map<Optional<String>, List<CalendarTimes>> times = new LinkedHashMap<>();
        Map<Optional<String>, List<Setting>> settings = new LinkedHashMap<>();
        List<Draft> strangers = new ArrayList<>();
        for (Setting setting : unit.all(TIMER, "OnCalendar")) {
            try {
                OnCalendar event = OnCalendar.parse(setting.value());
                times.computeIfAbsent(event.zone(), zone -> new ArrayList<>()).add(event.times());
                settings.computeIfAbsent(event.zone(), zone -> new ArrayList<>())
                        .add(setting);
            } catch (NotExpressibleException strange) {
                Draft draft = fork(template, List.of(setting));
                draft.obstacle(strange.getMessage());
                strangers.add(draft);
            }
        }
        times.forEach((zone, all) -> {
            Draft draft = fork(template, settings.get(zone));
            zone.ifPresent(name -> draft.put("zone", name));
            List<Draft> parts = CalendarDrafts.of(draft, all);
            parts.forEach(this::addCalendarRules);
            drafts.addAll(parts);
        });
        drafts.addAll(strangers);
    }

    /** systemd leaves out a time that the clocks skip, where cron is late; wildcards follow elapsed time here. */
    private void addCalendarRules(Draft draft) {
        if (draft.hasFixedTimes()) {
            draft.put("dst-gap", "skip");
        }
        if (!unit.isOn(TIMER, "Persistent")) {
            draft.remark("without Persistent=, systemd makes up for a time slept through, but not for one when off;"
                    + " catch-up = \"none\" for neither, \"latest\" for both");
        }
    }

    private void addIntervals(Draft template, List<Draft> drafts) {
        for (Setting setting : unit.all(TIMER, "OnUnitActiveSec")) {
            Draft draft = fork(template, List.of(setting));
            draft.put("catch-up", "latest");
            try {
                draft.every(TimeSpan.parse(setting.value()));
                draft.remark("OnUnitActiveSec counts from the last start; here the times follow the clock");
            } catch (NotExpressibleException malformed) {
                draft.obstacle(malformed.getMessage());
            }
            drafts.add(draft);
        }
        for (Setting setting : unit.all(TIMER, "OnUnitInactiveSec")) {
            Draft draft = fork(template, List.of(setting));
            draft.obstacle("OnUnitInactiveSec counts from the end of a run; every = \"...\" counts between starts");
            drafts.add(draft);
        }
    }

    private Draft fork(Draft template, List<Setting> settings) {
        String text = String.join(
                "; ",
                settings.stream()
                        .map(setting -> setting.key() + "=" + setting.value())
                        .toList());
        return template.fork(source.at(settings.get(0).line()), text);
    }
}
