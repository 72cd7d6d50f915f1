package dev.shadow.core.watch;

import dev.shadow.core.ignore.IgnoreRules;
import dev.shadow.core.store.Failures;
import dev.shadow.core.store.FileEntry;
import dev.shadow.core.store.FileStore;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.core.watch.WatchStore.OpenDirectory;
import dev.shadow.file.FileType;
import dev.shadow.watch.WatchEvent.Kind;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tree up to what is on disk. Each directory that hints name is looked at, and what was found gone and what was
 * found new is set against each other by key ({@link Arrivals}). Every difference is told at the moment in which the tree is
 * changed, so that whoever applies the events in their order comes to the same tree.
 *
 * <p>Three things keep it whole while everything moves. A directory is watched before it is listed, so what comes later has a
 * hint. A look counts only when the directory opened at a path has the key that the tree has there; else it waits, and the
 * name above is looked at. And what is gone is told a window later, since the hint of its new place may still be on its way.
 *
 * <p>Used by the engine's worker alone.
 */
final class TreeUpdate {
    private static final int MOST_ROUNDS = 6;

    private final WatchTree tree;
    private final WatchStore store;
    private final TreeRules rules;
    private final WatchTime time;
    private final BooleanSupplier cancelled;
    private final Arrivals arrivals;

    private Teller teller = (kind, path, oldPath, type, moved) -> {};
    private Map<DirectoryNode, Dirt> later = new LinkedHashMap<>();

    /** Directories that were looked at whole in this run, and whether all beneath was. */
    private final Map<DirectoryNode, Boolean> looked = new HashMap<>();

    /** Directories that could not be looked at in this run, though they were there. */
    private final Set<DirectoryNode> failures = new HashSet<>();

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(DirectoryNode directory, Dirt dirt) {}

    TreeUpdate(WatchTree tree, WatchStore store, FileStore files, WatchTime time, BooleanSupplier cancelled) {
        this.tree = tree;
        this.store = store;
        this.rules = new TreeRules(files);
        this.time = time;
        this.cancelled = cancelled;
        this.arrivals = new Arrivals(tree, store, this);
    }

    void tellTo(Teller newTeller) {
        teller = newTeller;
    }

    Teller teller() {
        return teller;
    }

    long now() {
        return time.millis();
    }

    /** Whether something waits for another run. */
    boolean isUnfinished() {
        return !later.isEmpty();
    }

    /** Brings up to date what hints are about. */
    void run(Map<Object, Dirt> hints) throws IOException {
        forgetLooks(); // those of a look at the root alone
        Map<DirectoryNode, Dirt> dirty = later;
        later = new LinkedHashMap<>();
        Map<DirectoryNode, Dirt> hinted = directories(hints);
        tellOverflow(hinted);
        hinted.forEach((directory, dirt) -> merge(dirty, directory, dirt));
        if (!checkRoot()) {
            return;
        }
        later.forEach((directory, dirt) -> merge(dirty, directory, dirt));
        Map<DirectoryNode, Dirt> round = dirty;
        for (int i = 0; i < MOST_ROUNDS && !round.isEmpty(); i++) {
            later = new LinkedHashMap<>();
            for (DirectoryNode directory : shallowFirst(round.keySet())) {
                look(new Look(directory, round.getOrDefault(directory, new Dirt())));
            }
            arrivals.settle();
            round = later;
        }
        arrivals.holdOrRemove();
        forgetLooks();
    }

    private void forgetLooks() {
        looked.clear();
        failures.clear();
    }

    private Map<DirectoryNode, Dirt> directories(Map<Object, Dirt> hints) {
        Map<DirectoryNode, Dirt> found = new LinkedHashMap<>();
        hints.forEach((watch, dirt) -> {
            DirectoryNode directory = tree.byWatch(watch);
            if (directory != null) {
                if (dirt.ended) {
                    tree.ended(directory);
                }
                found.put(directory, dirt);
            }
        });
        return found;
    }

    private static void merge(Map<DirectoryNode, Dirt> into, DirectoryNode directory, Dirt dirt) {
        into.computeIfAbsent(directory, absent -> new Dirt()).add(dirt);
    }

    private void tellOverflow(Map<DirectoryNode, Dirt> dirty) {
        WorkspacePath common = null;
        for (Map.Entry<DirectoryNode, Dirt> each : dirty.entrySet()) {
            if (each.getValue().overflowed) {
                WorkspacePath path = each.getKey().path();
                common = common == null ? path : common(common, path);
            }
        }
        if (common != null) {
            teller.tell(Kind.OVERFLOW, common.toString(), Optional.empty(), FileType.DIRECTORY, null);
        }
    }

    private static WorkspacePath common(WorkspacePath one, WorkspacePath other) {
        WorkspacePath common = one;
        while (!other.startsWith(common)) {
            common = common.parent();
        }
        return common;
    }

    private static List<DirectoryNode> shallowFirst(Set<DirectoryNode> directories) {
        record Deep(DirectoryNode directory, int depth) {}
        return directories.stream()
                .map(directory -> new Deep(directory, directory.depth()))
                .sorted(Comparator.comparingInt(Deep::depth))
                .map(Deep::directory)
                .toList();
    }

    /** Looks whether the root is still the same one, and tells when it is not. Whether there is one. */
    boolean checkRoot() throws IOException {
        Object key = rootKey();
        DirectoryNode root = tree.root();
        if (tree.isRooted() && root.key.equals(key)) {
            return true;
        }
        if (tree.isRooted()) {
            loseRoot();
        }
        if (key == null) {
            return false;
        }
        tree.root(key);
        teller.tell(Kind.CREATED, root);
        enter(root);
        arrivals.settle();
        return true;
    }

    private @Nullable Object rootKey() throws IOException {
        try (OpenDirectory open = store.open(WorkspacePath.ROOT)) {
            return open.key();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return null;
        }
    }

    private void loseRoot() {
        DirectoryNode root = tree.root();
        later.clear();
        arrivals.clear();
        for (TreeNode child : List.copyOf(root.children.values())) {
            remove(child, Kind.DELETED);
        }
        teller.tell(Kind.DELETED, root);
        tree.uproot();
        root.rules = null;
        root.ignoreFile = null;
    }

    private void look(Look first) throws IOException {
        looks.add(first);
        while (!looks.isEmpty()) {
            checkNotCancelled();
            lookOnce(looks.remove());
        }
    }

    private void checkNotCancelled() throws IOException {
        if (cancelled.getAsBoolean()) {
            throw new ClosedChannelException();
        }
    }

    private void lookOnce(Look look) throws IOException {
        DirectoryNode directory = look.directory();
        Dirt dirt = look.dirt();
        if (!tree.holds(directory) || wasLookedAt(directory, dirt)) {
            return;
        }
        try (OpenDirectory open = store.open(directory.path())) {
            if (!open.key().equals(directory.key)) {
                lookAbove(look);
            } else if (isWhole(directory, dirt)) {
                lookAtAll(directory, dirt, open);
                looked.merge(directory, dirt.deep, Boolean::logicalOr);
            } else {
                lookAtNames(directory, dirt, open);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            lookAbove(look);
        } catch (AccessDeniedException e) {
            return; // the next hint about its name tries again
        } catch (IOException e) {
            failed(look, e);
        }
    }

    /**
     * A store may fail by path, and then with whatever the operating system says of a directory that went away in between.
     * So a failure counts when the directory is where the tree has it, and the second time, as it may have come back.
     */
    private void failed(Look look, IOException failure) throws IOException {
        DirectoryNode directory = look.directory();
        if (!isInPlace(directory)) {
            lookAbove(look);
        } else if (failures.add(directory)) {
            merge(later, directory, look.dirt());
        } else {
            throw Failures.of(directory.path(), failure);
        }
    }

    private boolean isInPlace(DirectoryNode directory) throws IOException {
        try (OpenDirectory open = store.open(directory.path())) {
            return open.key().equals(directory.key);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return false;
        }
    }

    private boolean wasLookedAt(DirectoryNode directory, Dirt dirt) {
        Boolean deep = looked.get(directory);
        return dirt.all && directory.rules != null && deep != null && (deep || !dirt.deep);
    }

    private static boolean isWhole(DirectoryNode directory, Dirt dirt) {
        if (dirt.names.containsKey(IgnoreRules.FILE)) {
            directory.rules = null;
        }
        return dirt.all || dirt.ended || directory.rules == null || directory.watch == null;
    }

    /** The directory is not where the tree has it: where it went shows above, and then it is looked at again. */
    private void lookAbove(Look look) {
        merge(later, look.directory(), look.dirt());
        DirectoryNode above = look.directory().parent;
        if (above != null && !look.directory().missing) {
            looks.add(new Look(above, Dirt.name(look.directory().name)));
        }
    }

    private void lookAtNames(DirectoryNode directory, Dirt dirt, OpenDirectory open) throws IOException {
        String prefix = TreeRules.prefix(directory);
        for (String name : dirt.names.keySet()) {
            Optional<FileEntry> found = open.entry(name);
            TreeNode known = directory.children.get(name);
            if (found.isPresent() && TreeRules.isSeen(directory, prefix, found.get())) {
                compare(directory, dirt, known, found.get());
            } else if (known != null) {
                leave(known, found.isPresent());
            }
        }
    }

    private void lookAtAll(DirectoryNode directory, Dirt dirt, OpenDirectory open) throws IOException {
        boolean deep = tree.watched(directory, open.watch());
        List<FileEntry> entries = open.entries();
        boolean newRules = rules.read(directory, entries);
        Dirt what = dirt;
        if (deep && !dirt.deep) {
            what = Dirt.everything(true);
            what.add(dirt);
        }
        String prefix = TreeRules.prefix(directory);
        Set<String> seen = new HashSet<>();
        Set<String> present = new HashSet<>();
        for (FileEntry entry : entries) {
            present.add(entry.name());
            if (TreeRules.isSeen(directory, prefix, entry)) {
                seen.add(entry.name());
                compare(directory, what, directory.children.get(entry.name()), entry);
            }
        }
        for (TreeNode child : new ArrayList<>(directory.children.values())) {
            if (!seen.contains(child.name)) {
                leave(child, present.contains(child.name));
            } else if (newRules && child instanceof DirectoryNode below) {
                below.rules = null;
                looks.add(new Look(below, Dirt.everything(false)));
            }
        }
    }

    private void compare(DirectoryNode directory, Dirt dirt, @Nullable TreeNode known, FileEntry entry) {
        if (known == null) {
            arrivals.arrive(directory, entry);
        } else if (known.type != entry.type() || (known.isDirectory() && !known.key.equals(entry.key()))) {
            arrivals.vanish(known);
            arrivals.arrive(directory, entry);
        } else {
            arrivals.stay(known);
            if (known instanceof DirectoryNode below) {
                if (dirt.isNamed(entry.name()) || (below.watch == null && dirt.isHinted(entry.name()))) {
                    looks.add(new Look(below, Dirt.everything(true)));
                }
            } else if (tree.update(known, entry, dirt.isHinted(entry.name()), now())) {
                teller.tell(Kind.MODIFIED, known);
            }
        }
    }

    private void leave(TreeNode node, boolean ignored) {
        if (ignored) {
            remove(node, Kind.IGNORED);
        } else {
            arrivals.vanish(node);
        }
    }

    /** Takes a node and all beneath it out of the tree. */
    void remove(TreeNode node, Kind kind) {
        TreeImage image = TreeImage.of(node);
        String top = node.path().toString();
        for (int i = image.size() - 1; i >= 0; i--) {
            teller.tell(kind, image.path(i, top), Optional.empty(), image.type(i), null);
        }
        tree.remove(node);
    }

    /** Looks through a directory that is new in the tree. */
    void enter(DirectoryNode directory) throws IOException {
        look(new Look(directory, Dirt.everything(false)));
    }

    /** Looks at a directory when everything that was found has its place. */
    void lookLater(DirectoryNode directory, Dirt dirt) {
        merge(later, directory, dirt);
    }
}
