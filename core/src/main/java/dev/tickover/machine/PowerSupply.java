package dev.tickover.machine;

import java.io.File;

/**
 * Tells mains power from battery, on Linux: {@code /sys/class/power_supply} (sysfs-class-power in the kernel's ABI
 * documentation), read as {@code ConditionACPower=} does (systemd.unit(5)). Elsewhere, and where nothing is told, it is
 * mains power. Immutable, and safe for use by many threads.
 */
public final class PowerSupply {

    /** A supply of which nothing is known, which counts as mains power. */
    public static final PowerSupply UNKNOWN = new PowerSupply(new File("."));

    private static final PowerSupply SYSTEM = new PowerSupply(new File("/sys/class/power_supply"));

    private final File folder;

    /**
     * Names the folder that tells.
     *
     * @param folder a folder with one folder for each supply; it need not exist
     */
    public PowerSupply(File folder) {
        this.folder = folder;
    }

    /** {@return that of this machine} */
    public static PowerSupply system() {
        return SYSTEM;
    }

    /**
     * Tells whether the machine runs on battery now: no mains adapter is online, and either there is one that is not, or a
     * battery of the machine itself is being discharged.
     *
     * @return true if it does; false if that is not known
     */
    public boolean isOnBattery() {
        String[] names = folder.list();
        boolean onBattery = false;
        for (String name : names == null ? new String[0] : names) {
            String type = read(name, "type");
            if (type.equals("Mains")) {
                if (read(name, "online").equals("1")) {
                    return false;
                }
                onBattery = true;
            } else if (type.equals("Battery")) {
                // That of a mouse or a headset has the scope of a device.
                boolean isOwn = !read(name, "scope").equals("Device");
                onBattery |= isOwn && read(name, "status").equals("Discharging");
            }
        }
        return onBattery;
    }

    private String read(String supply, String attribute) {
        return SmallFiles.readOrEmpty(folder + "/" + supply + "/" + attribute).trim();
    }
}
