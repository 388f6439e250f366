package dev.tickover.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tickover.backend.AppAddress;
import dev.tickover.machine.Scope;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitNamesTest {

    @ParameterizedTest
    @CsvSource({
        "a, tickover.a.beat.timer, beat",
        "a, tickover.a.beat.service, beat",
        "a, tickover.a.sweep.timer, sweep",
        "a.b, tickover.a.b.beat.timer, beat",
        "a, tickover.a.b.beat.timer,",
        "a.b, tickover.a.beat.timer,",
        "a, tickover.a..timer,",
        "a, tickover.a.timer,",
        "a, tickover.a.-x.timer,",
        "a, tickover.a.beat.timer.d,",
        "a, tickover.a.beat.timer~,",
        "a, tickover.ab.beat.timer,",
        "a, tickover.a.beat.socket,",
        "a, Tickover.a.beat.timer,",
        "timer, tickover.timer.service.timer, service",
    })
    void entryIsReadFromTheRight(String app, String fileName, String entry) {
        UnitNames names = UnitNames.of(new AppAddress(app, Scope.USER));
        assertEquals(Optional.ofNullable(entry), names.entryOf(fileName));
    }
}
