package dev.shadow.core.terminal;

import java.util.Arrays;

/**
 * The commands of a chunk's entries by number; 0 is nobody's. Numbers are given under the ring's lock, and whoever learned one
 * there looks it up without: an array that lacks it was replaced before.
 */
final class CommandIds {
    private static final String[] NONE = {""};

    /** How many of the newest are compared: commands that write at the same time are few. */
    private static final int RECENT = 8;

    private volatile String[] ids = NONE; // written before it is replaced
    private int count = 1;
    private String newest = "";
    private int newestNumber;

    CommandIds copy() {
        CommandIds copy = new CommandIds();
        copy.ids = ids.clone();
        copy.count = count;
        copy.newest = newest;
        copy.newestNumber = newestNumber;
        return copy;
    }

    void clear() {
        count = 1;
        newest = "";
        newestNumber = 0;
    }

    boolean isNewest(String id) {
        return id.equals(newest);
    }

    int newest() {
        return newestNumber;
    }

    int number(String id) {
        if (id.isEmpty()) {
            return 0;
        }
        if (!isNewest(id)) {
            newestNumber = find(id);
            newest = id;
        }
        return newestNumber;
    }

    private int find(String id) {
        String[] known = ids;
        for (int i = count - 1; i > Math.max(0, count - 1 - RECENT); i--) {
            if (known[i].equals(id)) {
                return i;
            }
        }
        return add(known, id);
    }

    private int add(String[] known, String id) {
        String[] larger = count < known.length ? known : Arrays.copyOf(known, known.length * 2);
        larger[count] = id;
        ids = larger; // after the write, so that a reader who finds the array finds the id
        return count++;
    }

    String id(int number) {
        return ids[number];
    }
}
