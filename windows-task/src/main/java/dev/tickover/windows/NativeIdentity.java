package dev.tickover.windows;

import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.ptr.IntByReference;
import dev.tickover.machine.Environment;
import dev.tickover.machine.OperatingSystem;
import java.util.Optional;

/**
 * Reads the process's access token through JNA. The name of the account is not looked up: that may ask a domain
 * controller, and wait for it. JNA is loaded on Windows alone.
 *
 * <p>Not yet run on a real Windows; where it fails, {@link OwnAccount} asks {@code whoami}.
 */
final class NativeIdentity implements WindowsIdentity {

    @Override
    public Optional<UserAccount> own() {
        if (Environment.current().system() != OperatingSystem.WINDOWS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Token.account());
        } catch (RuntimeException | LinkageError noAnswer) {
            // Windows's own exception among them: naming it here would load JNA to verify this very class.
            // LinkageError: JNA's native part is missing for this processor, or may not be unpacked here.
            return Optional.empty();
        }
    }

    /** Keeps JNA out of the class above, so that loading that one needs no JNA. */
    private static final class Token {

        /** Bytes; the structure and, behind it, an identifier of at most 68 (winnt.h, SECURITY_MAX_SID_SIZE). */
        private static final int ROOM = 256;

        static UserAccount account() {
            return new UserAccount(sid(), Advapi32Util.isCurrentProcessElevated());
        }

        /** Microsoft Learn, GetTokenInformation with TokenUser: the identifier of the token's user. */
        private static String sid() {
            HANDLEByReference token = new HANDLEByReference();
            check(Advapi32.INSTANCE.OpenProcessToken(Kernel32.INSTANCE.GetCurrentProcess(), WinNT.TOKEN_QUERY, token));
            try {
                WinNT.TOKEN_USER user = new WinNT.TOKEN_USER(ROOM);
                check(Advapi32.INSTANCE.GetTokenInformation(
                        token.getValue(), WinNT.TOKEN_INFORMATION_CLASS.TokenUser, user, ROOM, new IntByReference()));
                return Advapi32Util.convertSidToStringSid(user.User.Sid);
            } finally {
                Kernel32.INSTANCE.CloseHandle(token.getValue());
            }
        }

        private static void check(boolean succeeded) {
            if (!succeeded) {
                throw new Win32Exception(Kernel32.INSTANCE.GetLastError());
            }
        }
    }
}
