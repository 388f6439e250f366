package dev.tickover.architecture;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says what a compiled class refers to, read from its constant pool (The Java Virtual Machine Specification, section
 * 4.4): nothing can be called or named without an entry there, be it through a lambda or a wildcard import.
 *
 * @param name its binary name, as {@code dev.tickover.schedule.Cron$Field}
 * @param classes the binary names of the classes it refers to, in code, signatures and annotations
 * @param members the fields and methods it refers to, as {@code java.lang.System.exit(I)V}
 */
record ClassFile(String name, Set<String> classes, Set<String> members) {

    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w$]+(?:/[\\w$]+)+)(?=[;<])");

    /** Reads all classes below a folder, but for its module descriptor. */
    static List<ClassFile> allBelow(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<ClassFile> classes = files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("module-info.class"))
                    .sorted()
                    .map(ClassFile::read)
                    .toList();
            if (classes.isEmpty()) {
                throw new IllegalStateException("no classes below " + folder.toAbsolutePath());
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ClassFile read(Path file) {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(8); // magic and versions
            ConstantPool pool = ConstantPool.read(in);
            in.readUnsignedShort(); // access flags
            String name = pool.className(in.readUnsignedShort());
            return new ClassFile(name, pool.classes(), pool.members());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    String packageName() {
        return packageOf(name);
    }

    static String packageOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }

    private record Entry(int tag, int first, int second, String text) {}

    private record ConstantPool(List<Entry> entries) {

        private static final int UTF8 = 1;
        private static final int CLASS = 7;
        private static final int FIELD = 9;
        private static final int INTERFACE_METHOD = 11;

        static ConstantPool read(DataInputStream in) throws IOException {
            int count = in.readUnsignedShort();
            List<Entry> entries = new ArrayList<>();
            entries.add(new Entry(0, 0, 0, ""));
            while (entries.size() < count) {
                Entry entry = readEntry(in);
                entries.add(entry);
                if (entry.tag == 5 || entry.tag == 6) {
                    entries.add(new Entry(0, 0, 0, "")); // a long or a double takes two places
                }
            }
            return new ConstantPool(entries);
        }

        private static Entry readEntry(DataInputStream in) throws IOException {
            int tag = in.readUnsignedByte();
            return switch (tag) {
                case UTF8 -> new Entry(tag, 0, 0, in.readUTF());
                case 5, 6 -> new Entry(tag, in.readInt(), in.readInt(), "");
                case CLASS, 8, 16, 19, 20 -> new Entry(tag, in.readUnsignedShort(), 0, "");
                case 15 -> new Entry(tag, in.readUnsignedByte(), in.readUnsignedShort(), "");
                case 3, 4, FIELD, 10, INTERFACE_METHOD, 12, 17, 18 ->
                    new Entry(tag, in.readUnsignedShort(), in.readUnsignedShort(), "");
                default -> throw new IOException("an unknown constant: " + tag);
            };
        }

        String className(int index) {
            return text(entries.get(index).first).replace('/', '.');
        }

        private String text(int index) {
            return entries.get(index).text;
        }

        Set<String> classes() {
            Set<String> classes = new TreeSet<>();
            for (Entry entry : entries) {
                if (entry.tag == CLASS && !text(entry.first).startsWith("[")) {
                    classes.add(text(entry.first).replace('/', '.'));
                }
                Matcher matcher = IN_DESCRIPTOR.matcher(entry.text);
                while (matcher.find()) {
                    classes.add(matcher.group(1).replace('/', '.'));
                }
            }
            return classes;
        }

        Set<String> members() {
            Set<String> members = new TreeSet<>();
            for (Entry entry : entries) {
                if (entry.tag >= FIELD && entry.tag <= INTERFACE_METHOD) {
                    Entry nameAndType = entries.get(entry.second);
                    members.add(
                            className(entry.first) + "." + text(nameAndType.first) + " " + text(nameAndType.second));
                }
            }
            return members;
        }
    }
}
