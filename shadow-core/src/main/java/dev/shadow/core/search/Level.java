package dev.shadow.core.search;

import dev.shadow.core.ignore.IgnoreRules;
import dev.shadow.core.store.OpenDirectory;
import dev.shadow.core.store.OpenDirectory.Member;
import dev.shadow.file.FileType;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A directory that a walk is in. Its handle is open as long as somebody uses it. Thread-safe, except for giving out pieces,
 * which the {@link Frontier} guards.
 */
final class Level implements Closeable {
    private final Place place;
    private final OpenDirectory directory;
    private final IgnoreRules rules;
    private final List<Member> members;
    private final WalkOrder order;
    private final AtomicInteger users = new AtomicInteger(1);
    private int next; // guarded by the frontier
    private String nextKey; // guarded by the frontier

    /**
     * Where it is.
     *
     * @param shown the path that users see, with a slash at its end; empty for the root
     * @param real the path from the root on, likewise
     * @param key before all that is in it, in the walk's order
     * @param startLength how much of the path shown is that of the place where the walk began
     * @param depth 1 for that place itself
     */
    record Place(String shown, String real, String key, int startLength, int depth) {
        Place child(String name, WalkOrder order) {
            return new Place(
                    shown + name + "/", real + name + "/", order.keyOfContents(key, name), startLength, depth + 1);
        }
    }

    /** With one member at least. */
    Level(Place place, OpenDirectory directory, IgnoreRules rules, List<Member> members, WalkOrder order) {
        this.place = place;
        this.directory = directory;
        this.rules = rules;
        this.members = members;
        this.order = order;
        this.nextKey = order.key(place.key(), members.get(0));
    }

    Place place() {
        return place;
    }

    IgnoreRules rules() {
        return rules;
    }

    Member member(int index) {
        return members.get(index);
    }

    /** Where the first stands that was not given out. */
    String nextKey() {
        return nextKey;
    }

    int left() {
        return members.size() - next;
    }

    /** The next directory, or the next few that are none. To be closed. */
    Piece take(int most) {
        users.incrementAndGet();
        int from = next++;
        if (members.get(from).type() != FileType.DIRECTORY) {
            while (next < members.size()
                    && next - from < most
                    && members.get(next).type() != FileType.DIRECTORY) {
                next++;
            }
        }
        Piece piece = new Piece(this, from, next, nextKey);
        nextKey = next < members.size() ? order.key(place.key(), members.get(next)) : nextKey;
        return piece;
    }

    /** To be called once by whoever made it, and once for each piece. */
    @Override
    public void close() throws IOException {
        if (users.decrementAndGet() == 0) {
            directory.close();
        }
    }
}
