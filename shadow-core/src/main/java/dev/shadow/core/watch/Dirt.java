package dev.shadow.core.watch;

import java.util.HashMap;
import java.util.Map;

/** What has to be looked at again in one directory. Not thread-safe. */
final class Dirt {
    private static final int MOST_NAMES = 64;

    /** Each name, and whether it may have come or gone. */
    final Map<String, Boolean> names = new HashMap<>();

    /** Every name, though nothing is known to have happened. */
    boolean all;

    /** The directories in it, too, and those in them. */
    boolean deep;

    /** Anything may have happened to any name. */
    boolean blurred;

    /** Hints were lost. */
    boolean overflowed;

    /** Its watch ended. */
    boolean ended;

    static Dirt name(String name) {
        Dirt dirt = new Dirt();
        dirt.add(name, true);
        return dirt;
    }

    static Dirt everything(boolean deep) {
        Dirt dirt = new Dirt();
        dirt.all = true;
        dirt.deep = deep;
        return dirt;
    }

    void add(String name, boolean named) {
        if (names.size() < MOST_NAMES || names.containsKey(name)) {
            names.merge(name, named, Boolean::logicalOr);
        } else {
            all = true;
            deep = deep || named;
            blurred = true;
        }
    }

    void overflow() {
        all = true;
        deep = true;
        blurred = true;
        overflowed = true;
    }

    void add(Dirt other) {
        all |= other.all;
        deep |= other.deep;
        blurred |= other.blurred;
        overflowed |= other.overflowed;
        ended |= other.ended;
        other.names.forEach(this::add);
    }

    /** Whether something is known to have happened to a name. */
    boolean isHinted(String name) {
        return blurred || names.containsKey(name);
    }

    /** Whether a name may have come or gone. */
    boolean isNamed(String name) {
        return deep || names.getOrDefault(name, false);
    }
}
