package dev.shadow.core.search;

import dev.shadow.core.ignore.IgnoreRules;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.OpenDirectory;
import dev.shadow.core.store.OpenDirectory.Member;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.file.FileType;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Goes through a directory as list and search see it: without {@code .git}, without following links, with or without what is
 * hidden and ignored, by several threads at once. The directory that it begins at is asked for by name, so it may itself be
 * hidden or ignored.
 *
 * <p>Thread-safe.
 *
 * @param store the files
 * @param depth 1 for the directory's own entries
 * @param includeHidden whether names that begin with a dot are seen
 * @param includeIgnored whether what git ignores is seen
 * @param order in which pieces are given out
 * @param mostOfPiece how many entries a piece has at most
 */
record TreeWalk(
        FileStore store, int depth, boolean includeHidden, boolean includeIgnored, WalkOrder order, int mostOfPiece) {
    /** Deeper than this, directories are opened by their paths, as too many handles would be open. */
    private static final int DEEPEST_BY_HANDLE = 64;

    /** What one worker does with pieces. Used by one thread. */
    interface Visitor extends AutoCloseable {
        void visit(Piece piece) throws IOException, InterruptedException;

        @Override
        default void close() {}
    }

    /**
     * Walks a directory. Directories beneath it that vanish or may not be read are passed over.
     *
     * @param start the directory, or a link to it
     * @param clock until when
     * @param wanted whether anything from this place in the order on is still wanted; once not, never again
     * @param visitors one for each worker
     * @throws IOException when the directory is not there or none, and what a visitor throws
     * @throws InterruptedException when the thread is interrupted
     */
    void directory(WorkspacePath start, SearchClock clock, Predicate<String> wanted, Supplier<Visitor> visitors)
            throws IOException, InterruptedException {
        WorkspacePath real = store.resolve(start);
        if (isOfGit(real)) {
            return;
        }
        OpenDirectory directory = store.openDirectory(real);
        IgnoreRules above = includeIgnored ? IgnoreRules.NONE : IgnoreRules.above(store, real);
        String shown = prefix(start);
        new Walk(clock, wanted, visitors)
                .run(
                        new Level.Place(shown, prefix(real), order.keyOfStart(shown), shown.length(), 1),
                        directory,
                        above);
    }

    private static String prefix(WorkspacePath directory) {
        return directory.isRoot() ? "" : directory + "/";
    }

    /** Whether a path is {@code .git} or beneath it. */
    static boolean isOfGit(WorkspacePath path) {
        return path.names().stream().anyMatch(TreeWalk::isGit);
    }

    private static boolean isGit(String name) {
        return name.equalsIgnoreCase(".git");
    }

    private boolean isLookedAt(String name) {
        return !name.startsWith(".") || (includeHidden ? !isGit(name) : isRules(name));
    }

    private boolean isRules(String name) {
        return !includeIgnored && name.equals(IgnoreRules.FILE);
    }

    /** One walk under way. Thread-safe. */
    private final class Walk {
        private final SearchClock clock;
        private final Supplier<Visitor> visitors;
        private final Frontier frontier;
        private final WalkCrew crew;

        Walk(SearchClock clock, Predicate<String> wanted, Supplier<Visitor> visitors) {
            this.clock = clock;
            this.visitors = visitors;
            this.frontier = new Frontier(mostOfPiece, wanted);
            this.crew = new WalkCrew(frontier, clock, this::work);
        }

        void run(Level.Place place, OpenDirectory directory, IgnoreRules above)
                throws IOException, InterruptedException {
            clock.check();
            enter(place, directory, above);
            crew.run();
        }

        private void work() throws IOException, InterruptedException {
            try (Visitor visitor = visitors.get()) {
                while (workOn(visitor)) {
                    clock.check();
                }
            }
        }

        /** Whether there was anything to do. */
        private boolean workOn(Visitor visitor) throws IOException, InterruptedException {
            try (Piece piece = frontier.next()) {
                if (piece == null) {
                    return false;
                }
                try {
                    visitor.visit(piece);
                    if (piece.isDirectory() && piece.level().place().depth() < depth) {
                        descend(piece);
                    }
                } finally {
                    frontier.done();
                }
                return true;
            }
        }

        private void descend(Piece piece) throws IOException {
            Member member = piece.member(0);
            Level.Place place = piece.level().place().child(member.name(), order);
            try {
                OpenDirectory directory = place.depth() <= DEEPEST_BY_HANDLE
                        ? member.openDirectory()
                        : OpenDirectory.byPath(store, WorkspacePath.parse(place.real()));
                enter(place, directory, piece.level().rules());
            } catch (FileSystemException e) {
                PassedOver.requireOfOneFile(e); // others work in the same tree: it was there when its parent was read
            }
        }

        private void enter(Level.Place place, OpenDirectory directory, IgnoreRules above) throws IOException {
            boolean kept = false;
            try {
                List<Member> all = directory.members(TreeWalk.this::isLookedAt);
                IgnoreRules rules = includeIgnored ? above : rules(place, all, above);
                List<Member> seen = seen(place, all, rules);
                if (!seen.isEmpty()) {
                    frontier.add(new Level(place, directory, rules, seen, order));
                    kept = true;
                    crew.hire();
                }
            } finally {
                if (!kept) {
                    directory.close();
                }
            }
        }

        private IgnoreRules rules(Level.Place place, List<Member> all, IgnoreRules above) throws IOException {
            for (Member member : all) {
                if (member.name().equals(IgnoreRules.FILE) && member.type() == FileType.FILE) {
                    return rules(place, member, above);
                }
            }
            return above;
        }

        private IgnoreRules rules(Level.Place place, Member own, IgnoreRules above) throws IOException {
            try (ReadableByteChannel file = own.openFile()) {
                return above.plus(place.real(), file);
            } catch (FileSystemException e) {
                PassedOver.requireOfOneFile(e);
                return above;
            }
        }

        private List<Member> seen(Level.Place place, List<Member> all, IgnoreRules rules) {
            List<Member> seen = new ArrayList<>(all.size());
            for (Member member : all) {
                boolean hidden = !includeHidden && member.name().startsWith(".");
                if (!hidden && !rules.isIgnored(place.real(), member.name(), member.type() == FileType.DIRECTORY)) {
                    seen.add(member);
                }
            }
            seen.sort(order.comparator());
            return seen;
        }
    }
}
