package dev.shadow.core.git;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What {@code git status --porcelain=v2 -z} says of the work tree; see git-status(1). Not thread-safe.
 *
 * @param modes the mode of each path whose file is not as in the index, 0 where there is none
 * @param untracked files that are not in the index
 * @param repositories directories that hold a repository of their own
 */
record PorcelainStatus(Map<String, Integer> modes, TreeSet<String> untracked, TreeSet<String> repositories) {
    private static final int FIELDS_OF_CHANGE = 8;
    private static final int FIELDS_OF_CONFLICT = 10;

    /** Absent when a path is no text. */
    static Optional<PorcelainStatus> parse(byte[] output) {
        PorcelainStatus status = new PorcelainStatus(new HashMap<>(), new TreeSet<>(), new TreeSet<>());
        try {
            for (int at = 0; at < output.length; ) {
                int end = at;
                while (output[end] != 0) {
                    end++;
                }
                status.add(decode(output, at, end - at));
                at = end + 1;
            }
            return Optional.of(status);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String decode(byte[] bytes, int from, int length) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, from, length))
                .toString();
    }

    private void add(String line) {
        switch (line.charAt(0)) {
            case '?' -> addUntracked(line.substring(2));
            case '1' -> addChange(line.split(" ", FIELDS_OF_CHANGE + 1), 5);
            case 'u' -> addChange(line.split(" ", FIELDS_OF_CONFLICT + 1), 6);
            default -> throw new IllegalStateException("git status says " + line);
        }
    }

    private void addUntracked(String path) {
        if (path.endsWith("/")) {
            repositories.add(path.substring(0, path.length() - 1));
        } else {
            untracked.add(path);
        }
    }

    /** The second letter tells of the work tree; a dot says that it is as in the index. */
    private void addChange(String[] fields, int modeField) {
        boolean changed = fields[1].charAt(1) != '.';
        if (changed || fields[0].equals("u")) {
            modes.put(fields[fields.length - 1], Integer.parseInt(fields[modeField], 8));
        }
    }
}
