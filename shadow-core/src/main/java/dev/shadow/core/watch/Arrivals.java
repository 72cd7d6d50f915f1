package dev.shadow.core.watch;

import dev.shadow.core.store.FileEntry;
import dev.shadow.core.watch.WatchStore.OpenDirectory;
import dev.shadow.watch.WatchEvent.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found new and what was found gone, until each has its place. Something new with the key of something that is gone
 * from where it was is the same, renamed. For a directory the key alone proves nothing, as its number is given to another as
 * soon as it is removed, but its watch does: that follows the directory and ends with it.
 *
 * <p>Used by the engine's worker alone.
 */
final class Arrivals {
    private final WatchTree tree;
    private final WatchStore store;
    private final TreeUpdate update;
    private final Deque<Arrival> arrived = new ArrayDeque<>();
    private final Set<TreeNode> vanished = new LinkedHashSet<>();

    private record Arrival(DirectoryNode directory, FileEntry entry) {}

    Arrivals(WatchTree tree, WatchStore store, TreeUpdate update) {
        this.tree = tree;
        this.store = store;
        this.update = update;
    }

    void arrive(DirectoryNode directory, FileEntry entry) {
        arrived.add(new Arrival(directory, entry));
    }

    void vanish(TreeNode node) {
        vanished.add(node);
    }

    void stay(TreeNode node) {
        node.missing = false;
        vanished.remove(node);
    }

    void clear() {
        arrived.clear();
        vanished.clear();
    }

    /** Gives everything new its place. What keeps a place that another takes goes last, in case it moves away by itself. */
    void settle() throws IOException {
        while (!arrived.isEmpty()) {
            boolean placed = false;
            for (int i = arrived.size(); i > 0; i--) {
                Arrival arrival = arrived.remove();
                TreeNode there = occupant(arrival);
                if (there == null) {
                    place(arrival);
                    placed = true;
                } else if (vanished.contains(there)) {
                    arrived.add(arrival);
                }
            }
            if (!placed && !arrived.isEmpty()) {
                TreeNode there = occupant(arrived.element());
                if (there != null) {
                    remove(there);
                }
            }
        }
    }

    private @Nullable TreeNode occupant(Arrival arrival) {
        return arrival.directory().children.get(arrival.entry().name());
    }

    private void remove(TreeNode node) {
        vanished.remove(node);
        update.remove(node, Kind.DELETED);
    }

    private void place(Arrival arrival) throws IOException {
        if (!tree.holds(arrival.directory())) {
            return;
        }
        TreeNode same = sameBefore(arrival);
        if (same != null) {
            rename(same, arrival);
            return;
        }
        TreeNode added = tree.add(arrival.directory(), arrival.entry(), update.now());
        update.teller().tell(Kind.CREATED, added);
        if (added instanceof DirectoryNode directory) {
            update.enter(directory);
        }
    }

    private void rename(TreeNode node, Arrival arrival) {
        String oldPath = node.path().toString();
        TreeImage moved = node.isDirectory() ? TreeImage.of(node) : null;
        stay(node);
        tree.move(node, arrival.directory(), arrival.entry().name());
        String path = node.path().toString();
        update.teller().tell(Kind.RENAMED, path, Optional.of(oldPath), node.type, moved);
        if (node instanceof DirectoryNode directory) {
            directory.rules = null; // those above it are others now
            update.lookLater(directory, Dirt.everything(false));
        } else if (tree.update(node, arrival.entry(), false, update.now())) {
            update.teller().tell(Kind.MODIFIED, node);
        }
    }

    private @Nullable TreeNode sameBefore(Arrival arrival) throws IOException {
        TreeNode known = tree.byKey(arrival.entry().key());
        if (known == null
                || known.type != arrival.entry().type()
                || arrival.directory() == known
                || arrival.directory().isBeneath(known)
                || !isGone(known)) {
            return null;
        }
        return known instanceof DirectoryNode directory && !isWatchedAs(arrival, directory) ? null : known;
    }

    /** Seen to be gone, or found to be: where it was may not have been looked at yet. */
    private boolean isGone(TreeNode node) throws IOException {
        DirectoryNode directory = node.parent;
        if (directory == null) {
            return false;
        }
        if (vanished.contains(node)) {
            return true;
        }
        try (OpenDirectory open = store.open(directory.path())) {
            Optional<FileEntry> there = open.entry(node.name);
            return there.isEmpty() || !there.get().key().equals(node.key);
        } catch (NoSuchFileException | NotDirectoryException e) {
            return true;
        } catch (AccessDeniedException e) {
            return false;
        }
    }

    private boolean isWatchedAs(Arrival arrival, DirectoryNode known) throws IOException {
        try (OpenDirectory open =
                store.open(arrival.directory().path().child(arrival.entry().name()))) {
            return open.key().equals(known.key) && open.watch().equals(known.watch);
        } catch (IOException e) {
            return false; // what is new is looked at next, and if that fails too it is told
        }
    }

    /** What did not come back: held for a run, and told when it is still gone then. */
    void holdOrRemove() {
        for (TreeNode node : vanished) {
            DirectoryNode directory = node.parent;
            if (directory == null) {
                continue;
            }
            if (node.missing) {
                update.remove(node, Kind.DELETED);
            } else {
                node.missing = true;
                update.lookLater(directory, Dirt.name(node.name));
            }
        }
        vanished.clear();
    }
}
