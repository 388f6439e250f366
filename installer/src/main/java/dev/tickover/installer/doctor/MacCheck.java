package dev.tickover.installer.doctor;

import dev.tickover.machine.Command;
import dev.tickover.machine.CommandResult;
import dev.tickover.machine.OperatingSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads what macOS tells of power, and says what it does not tell. {@code pmset -g} prints names of settings and numbers,
 * in no language (pmset(1)); the Login Items are kept by Background Task Management, which only root may dump.
 */
final class MacCheck implements Check<ExaminedMachine> {

    @Override
    public Set<CheckId> ids() {
        return Set.of(CheckId.LOGIN_ITEM_APPROVAL, CheckId.LOW_POWER_MODE);
    }

    @Override
    public List<Finding> look(ExaminedMachine machine) {
        List<Finding> findings = new ArrayList<>();
        if (machine.system() != OperatingSystem.MACOS) {
            return findings;
        }
        findings.add(Finding.ofMachine(
                CheckId.LOGIN_ITEM_APPROVAL,
                "no program may read whether you allow the jobs in the background: if ticks stay away, look yourself",
                "System Settings > General > Login Items & Extensions: switch the item on"));
        CommandResult result = machine.platform().runner().run(Command.of("pmset", "-g"));
        if (result instanceof CommandResult.Exited exited && exited.code() == 0 && isLowPower(exited.out())) {
            findings.add(Finding.ofMachine(
                    CheckId.LOW_POWER_MODE,
                    "Low Power Mode is on: launchd may hold starts back until it is off",
                    "sudo pmset -a lowpowermode 0"));
        }
        return findings;
    }

    private static boolean isLowPower(String settings) {
        return settings.lines()
                .map(line -> line.strip().split("\\s+"))
                .anyMatch(words -> words.length >= 2 && words[0].equals("lowpowermode") && words[1].equals("1"));
    }
}
