package dev.tickover.windows;

import dev.tickover.machine.CommandResult;
import dev.tickover.machine.CommandResult.Exited;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Is a language of Windows with an encoding in which its {@code schtasks} may write: a runner then decodes all as UTF-8,
 * rightly or not.
 */
enum Speech {
    ENGLISH("SUCCESS: done.", "ERROR: The system cannot find the file specified.", "IBM437", false),
    GERMAN(
            "ERFOLGREICH: erledigt.",
            "FEHLER: Das System kann die angegebene Datei nicht finden. Zugriff verweigert für",
            "IBM850",
            false),
    JAPANESE("成功: 完了。", "エラー: アクセスが拒否されました。", "windows-31j", false),
    GERMAN_UTF_16("ERFOLGREICH", "FEHLER: Zugriff verweigert", "UTF-16LE", true),
    JAPANESE_UTF_16("成功", "エラー", "UTF-16LE", true),
    UTF_8("OK ✓", "HIBA: hozzáférés megtagadva", "UTF-8", false);

    private final String success;
    private final String failure;
    private final Charset charset;
    private final boolean marked;

    Speech(String success, String failure, String charset, boolean marked) {
        this.success = success;
        this.failure = failure;
        this.charset = Charset.forName(charset);
        this.marked = marked;
    }

    CommandResult prints(String task) {
        return new Exited(
                0, heard((marked ? "\uFEFF" : "") + "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\r\n" + task), "");
    }

    CommandResult says(String text) {
        return new Exited(0, heard((marked ? "\uFEFF" : "") + text), "");
    }

    CommandResult done() {
        return new Exited(0, heard(success), "");
    }

    CommandResult refuses() {
        return new Exited(1, "", heard(failure));
    }

    private String heard(String said) {
        return new String(said.getBytes(charset), StandardCharsets.UTF_8);
    }
}
