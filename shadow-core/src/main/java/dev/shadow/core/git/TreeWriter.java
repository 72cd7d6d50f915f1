package dev.shadow.core.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Writes a tree that differs from another at some paths. Only the directories above those are read and written; the names of
 * all others stay as they are, text or not. Not thread-safe.
 */
final class TreeWriter {
    private final ObjectReader reader;
    private final ObjectInserter inserter;

    TreeWriter(ObjectReader reader, ObjectInserter inserter) {
        this.reader = reader;
        this.inserter = inserter;
    }

    /**
     * Writes what is new.
     *
     * @param base the tree to begin with; absent for an empty one
     * @param edits what the new tree has at each path; absent for nothing
     */
    ObjectId write(Optional<? extends AnyObjectId> base, NavigableMap<String, Optional<Item>> edits)
            throws IOException {
        Directory root = new Directory();
        edits.forEach((path, item) -> root.add(path, item));
        Optional<ObjectId> written = root.write(base.map(AnyObjectId::toObjectId));
        return written.isPresent() ? written.get() : inserter.insert(new TreeFormatter());
    }

    /** One directory with something to change in it. */
    private final class Directory {
        private final NavigableMap<String, Optional<Item>> files = new TreeMap<>();
        private final NavigableMap<String, Directory> directories = new TreeMap<>();

        void add(String path, Optional<Item> item) {
            int slash = path.indexOf('/');
            if (slash < 0) {
                files.put(path, item);
            } else {
                directories
                        .computeIfAbsent(path.substring(0, slash), name -> new Directory())
                        .add(path.substring(slash + 1), item);
            }
        }

        /** Empty when nothing is left in it, as git keeps no empty directory. */
        Optional<ObjectId> write(Optional<ObjectId> base) throws IOException {
            NavigableMap<String, Item> entries = base.isPresent() ? read(base.get()) : new TreeMap<>();
            for (var file : files.entrySet()) {
                String name = raw(file.getKey());
                if (file.getValue().isPresent()) {
                    entries.put(name, file.getValue().get());
                } else if (entries.containsKey(name) && !isTree(entries.get(name))) {
                    entries.remove(name);
                }
            }
            for (var directory : directories.entrySet()) {
                writeChild(entries, raw(directory.getKey()), directory.getValue());
            }
            return entries.isEmpty() ? Optional.empty() : Optional.of(format(entries));
        }

        private void writeChild(NavigableMap<String, Item> entries, String name, Directory child) throws IOException {
            Item old = entries.get(name);
            Optional<ObjectId> base = old != null && isTree(old) ? Optional.of(old.id()) : Optional.empty();
            Optional<ObjectId> written = child.write(base);
            if (written.isPresent()) {
                entries.put(name, new Item(FileMode.TREE.getBits(), written.get()));
            } else if (base.isPresent()) {
                entries.remove(name);
            }
        }
    }

    private static boolean isTree(Item item) {
        return FileMode.TREE.equals(item.mode());
    }

    /** A name as git holds it, one character a byte. */
    private static String raw(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private NavigableMap<String, Item> read(ObjectId tree) throws IOException {
        NavigableMap<String, Item> entries = new TreeMap<>();
        CanonicalTreeParser parser = new CanonicalTreeParser();
        for (parser.reset(reader, tree); !parser.eof(); parser.next()) {
            byte[] name = new byte[parser.getNameLength()];
            parser.getName(name, 0);
            entries.put(
                    new String(name, StandardCharsets.ISO_8859_1),
                    new Item(parser.getEntryRawMode(), parser.getEntryObjectId()));
        }
        return entries;
    }

    /** A directory sorts as if its name ended with a slash. */
    private ObjectId format(NavigableMap<String, Item> entries) throws IOException {
        NavigableMap<String, String> sorted = new TreeMap<>();
        entries.forEach((name, item) -> sorted.put(isTree(item) ? name + "/" : name, name));
        TreeFormatter formatter = new TreeFormatter();
        for (String name : sorted.values()) {
            Item item = Objects.requireNonNull(entries.get(name));
            formatter.append(name.getBytes(StandardCharsets.ISO_8859_1), item.fileMode(), item.id());
        }
        return inserter.insert(formatter);
    }
}
