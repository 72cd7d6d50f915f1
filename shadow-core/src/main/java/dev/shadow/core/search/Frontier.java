package dev.shadow.core.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a walk has still to do, first things first. The directories in it are those on the way to where the workers are, and
 * not all that were seen, so it stays small. Thread-safe; guarded by its monitor.
 */
final class Frontier {
    private final int mostOfPiece;
    private final Predicate<String> wanted;
    private final PriorityQueue<Level> levels = new PriorityQueue<>(Comparator.comparing(Level::nextKey));
    private int working;
    private int left;
    private boolean stopped;

    Frontier(int mostOfPiece, Predicate<String> wanted) {
        this.mostOfPiece = mostOfPiece;
        this.wanted = wanted;
    }

    /** Another directory to be gone through, beneath one that is being worked on. */
    synchronized void add(Level level) {
        levels.add(level);
        left += level.left();
        notifyAll();
    }

    /** How many things are known that nobody works on. */
    synchronized int left() {
        return left;
    }

    /** The first piece; waits while others may find more. Null when there is nothing to do any more. */
    synchronized @Nullable Piece next() throws InterruptedException, IOException {
        while (!stopped) {
            Level first = levels.poll();
            if (first != null) {
                if (wanted.test(first.nextKey())) {
                    return take(first);
                }
                levels.add(first);
                drop();
            } else if (working == 0) {
                return null;
            } else {
                wait();
            }
        }
        return null;
    }

    private Piece take(Level level) throws IOException {
        Piece piece = level.take(mostOfPiece);
        left -= piece.size();
        working++;
        if (level.left() > 0) {
            levels.add(level);
        } else {
            level.close();
        }
        return piece;
    }

    synchronized void done() {
        working--;
        notifyAll();
    }

    /** Nobody gets a piece any more. */
    synchronized void stop() throws IOException {
        stopped = true;
        drop();
        notifyAll();
    }

    private void drop() throws IOException {
        List<Level> dropped = new ArrayList<>(levels);
        levels.clear();
        left = 0;
        for (Level level : dropped) {
            level.close();
        }
    }
}
