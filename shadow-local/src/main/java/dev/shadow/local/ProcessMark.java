package dev.shadow.local;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What a store puts into the environment of its commands, so that what they start is found wherever it went. A mark tells the
 * workspace, the process that owns the store, the store and the command. Marks of a Shadow within a Shadow stand side by side.
 *
 * <p>Thread-safe.
 *
 * @param workspace tells the root directory, and the namespace in which process ids count
 * @param owner the process id and the start time of the process that made the store
 * @param store tells this store from others of the same owner
 */
record ProcessMark(String workspace, ProcFs.Identity owner, String store) {
    /** The environment variable. */
    static final String VARIABLE = "SHADOW_COMMAND_ID";

    static ProcessMark create(Path root) {
        return new ProcessMark(
                workspace(root), ProcFs.self(), UUID.randomUUID().toString().substring(24));
    }

    private static String workspace(Path root) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((root + "\n" + ProcFs.pidNamespace()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }

    /** The directory name, and the beginning of all marks, of this store. */
    String text() {
        return workspace + "." + owner.pid() + "." + owner.start() + "." + store;
    }

    /** The value for a command, given what the environment holds already. */
    String value(String inherited, String commandId) {
        String own = text() + "/" + commandId;
        return inherited.isEmpty() ? own : inherited + " " + own;
    }

    boolean isOn(String value, String commandId) {
        return contains(value, text() + "/" + commandId, true);
    }

    boolean isOn(String value) {
        return contains(value, text() + "/", false);
    }

    /** Whether the innermost mark is of this workspace, and its owner has gone. */
    boolean isOrphaned(String value) {
        String mark = value.substring(value.lastIndexOf(' ') + 1);
        int end = mark.indexOf('/');
        return end > 0 && ownerIsGone(mark.substring(0, end));
    }

    /** Whether a text of the form of {@link #text} belongs to this workspace, and its owner has gone. */
    boolean ownerIsGone(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4 || !parts[0].equals(workspace)) {
            return false;
        }
        try {
            return !ProcFs.isAlive(new ProcFs.Identity(Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean contains(String value, String wanted, boolean whole) {
        for (String mark : value.split(" ", -1)) {
            if (whole ? mark.equals(wanted) : mark.startsWith(wanted)) {
                return true;
            }
        }
        return false;
    }
}
