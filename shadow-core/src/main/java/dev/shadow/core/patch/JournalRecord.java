package dev.shadow.core.patch;

import dev.shadow.Bytes;
import dev.shadow.core.store.WorkspacePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is needed to undo a patch, or to end one that is committed. Thread-safe.
 *
 * @param committed whether the patch is applied and only leftovers are to be removed
 * @param writes files with new content
 * @param removals files that go
 * @param directories that are made, outer ones first
 */
record JournalRecord(boolean committed, List<Write> writes, List<Removal> removals, List<WorkspacePath> directories) {
    private static final int FORMAT = 0x53504a31;

    /**
     * A file that is written.
     *
     * @param path without links
     * @param existed whether it was there before
     * @param executable its executable bit before
     * @param old its content before
     * @param newHash SHA-256 of its content afterwards
     */
    record Write(WorkspacePath path, boolean existed, boolean executable, Bytes old, Bytes newHash) {}

    /**
     * A file that goes: under another name until the patch is committed, so that it can come back as it was.
     *
     * @param path without links
     * @param staged its other name
     */
    record Removal(WorkspacePath path, WorkspacePath staged) {}

    JournalRecord {
        writes = List.copyOf(writes);
        removals = List.copyOf(removals);
        directories = List.copyOf(directories);
    }

    JournalRecord commit() {
        return new JournalRecord(true, List.of(), removals, List.of());
    }

    /** All files, in the order in which they are locked. */
    Collection<WorkspacePath> paths() {
        return new TreeSet<>(Stream.concat(
                        writes.stream().map(Write::path), removals.stream().map(Removal::path))
                .toList());
    }

    byte[] encoded() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeBoolean(committed);
            out.writeInt(writes.size());
            for (Write write : writes) {
                out.writeUTF(write.path().toString());
                out.writeBoolean(write.existed());
                out.writeBoolean(write.executable());
                writeBytes(out, write.old());
                writeBytes(out, write.newHash());
            }
            out.writeInt(removals.size());
            for (Removal removal : removals) {
                out.writeUTF(removal.path().toString());
                out.writeUTF(removal.staged().toString());
            }
            out.writeInt(directories.size());
            for (WorkspacePath directory : directories) {
                out.writeUTF(directory.toString());
            }
        }
        return bytes.toByteArray();
    }

    private static void writeBytes(DataOutputStream out, Bytes bytes) throws IOException {
        out.writeInt(bytes.size());
        out.write(bytes.toByteArray());
    }

    static JournalRecord decode(byte[] encoded) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            if (in.readInt() != FORMAT) {
                throw new IOException("the journal of a patch was written by another version of Shadow; open the"
                        + " workspace with that one");
            }
            boolean committed = in.readBoolean();
            List<Write> writes = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                writes.add(new Write(readPath(in), in.readBoolean(), in.readBoolean(), readBytes(in), readBytes(in)));
            }
            List<Removal> removals = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                removals.add(new Removal(readPath(in), readPath(in)));
            }
            List<WorkspacePath> directories = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                directories.add(readPath(in));
            }
            return new JournalRecord(committed, writes, removals, directories);
        }
    }

    private static WorkspacePath readPath(DataInputStream in) throws IOException {
        return WorkspacePath.parse(in.readUTF());
    }

    private static Bytes readBytes(DataInputStream in) throws IOException {
        int size = in.readInt();
        byte[] bytes = in.readNBytes(size);
        if (bytes.length != size) {
            throw new IOException("the journal of a patch is cut off");
        }
        return Bytes.wrap(bytes);
    }
}
