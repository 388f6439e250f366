package dev.tickover.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerSupplyTest {

    @TempDir
    private Path folder;

    private void supply(String name, String... attributes) throws IOException {
        Path supply = Files.createDirectories(folder.resolve(name));
        for (String attribute : attributes) {
            String[] parts = attribute.split("=");
            Files.writeString(supply.resolve(parts[0]), parts[1] + "\n");
        }
    }

    private boolean isOnBattery() {
        return new PowerSupply(folder.toFile()).isOnBattery();
    }

    @Test
    void aMachineThatTellsNothingIsOnMains() throws IOException {
        assertFalse(isOnBattery());
        assertFalse(new PowerSupply(folder.resolve("none").toFile()).isOnBattery());
        supply("hidpp_battery_0", "type=Battery", "scope=Device", "status=Discharging");
        assertFalse(isOnBattery(), "a mouse's battery is not the machine's");
    }

    @ParameterizedTest
    @CsvSource({"1,Charging,false", "1,Discharging,false", "0,Discharging,true", "0,Full,true"})
    void anAdapterDecides(String online, String status, boolean expected) throws IOException {
        supply("AC", "type=Mains", "online=" + online);
        supply("BAT0", "type=Battery", "status=" + status);
        assertEquals(expected, isOnBattery());
    }

    @ParameterizedTest
    @CsvSource({"Charging,false", "Full,false", "Discharging,true"})
    void withoutAnAdapterTheBatteryDecides(String status, boolean expected) throws IOException {
        supply("BAT0", "type=Battery", "status=" + status);
        assertEquals(expected, isOnBattery());
    }

    @Test
    void oneAdapterOfTwoIsEnough() throws IOException {
        supply("AC0", "type=Mains", "online=0");
        supply("AC1", "type=Mains", "online=1");
        assertFalse(isOnBattery());
    }
}
