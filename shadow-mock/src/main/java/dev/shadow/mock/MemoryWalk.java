package dev.shadow.mock;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.WorkspacePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk along a path of the tree in memory, links and all. The caller holds the store's lock. Not thread-safe. */
final class MemoryWalk {
    private static final int MOST_LINKS = 40;
    private static final int MOST_BYTES_OF_NAME = 255;

    private final WorkspacePath path;
    private final Deque<String> pending = new ArrayDeque<>();
    private final List<Node.Folder> folders = new ArrayList<>();
    private WorkspacePath walked = WorkspacePath.ROOT;
    private int links;

    private MemoryWalk(Node.Folder root, WorkspacePath path) {
        this.path = path;
        this.folders.add(root);
        this.pending.addAll(path.names());
    }

    /**
     * Where a walk ended.
     *
     * @param folder the directory that holds the name; null when a directory above is missing
     * @param resolved the path without links
     * @param node what is there, if anything
     */
    record Place(
            Node.@Nullable Folder folder,
            WorkspacePath resolved,
            @Nullable Node node) {}

    static Place to(Node.Folder root, WorkspacePath path, boolean followLast) throws FileSystemException {
        return new MemoryWalk(root, path).run(followLast);
    }

    private Place run(boolean followLast) throws FileSystemException {
        while (!pending.isEmpty()) {
            String name = pending.pop();
            requireShort(name);
            if (name.equals("..")) {
                up();
                continue;
            }
            Node.Folder folder = folders.get(folders.size() - 1);
            Node node = folder.children.get(name);
            boolean last = pending.isEmpty();
            if (node instanceof Node.Link link && (!last || followLast)) {
                follow(link);
            } else if (last) {
                return new Place(folder, walked.child(name), node);
            } else if (node == null) {
                return missing(walked.child(name));
            } else {
                down(name, node);
            }
        }
        return new Place(folders.get(folders.size() - 1), walked, folders.get(folders.size() - 1));
    }

    /** As on a disk, so that what works here works there. */
    private void requireShort(String name) throws FileSystemException {
        if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES_OF_NAME) {
            throw new FileSystemException(path.toString(), null, "File name too long");
        }
    }

    private Place missing(WorkspacePath begun) {
        WorkspacePath resolved = begun;
        for (String name : pending) {
            resolved = name.equals("..") ? resolved.parent() : resolved.child(name);
        }
        return new Place(null, resolved, null);
    }

    private void down(String name, Node node) throws NotDirectoryException {
        if (!(node instanceof Node.Folder folder)) {
            throw new NotDirectoryException(path.toString());
        }
        folders.add(folder);
        walked = walked.child(name);
    }

    private void up() {
        if (walked.isRoot()) {
            throw escapes("a link on it leads out of the workspace");
        }
        folders.remove(folders.size() - 1);
        walked = walked.parent();
    }

    private void follow(Node.Link link) {
        if (++links > MOST_LINKS) {
            throw escapes("it passes more than " + MOST_LINKS + " links, which may go round in a circle");
        }
        if (link.target.startsWith("/")) {
            throw escapes("a link on it is absolute and leads out of the workspace");
        }
        String[] steps = link.target.split("/", -1);
        for (int i = steps.length - 1; i >= 0; i--) {
            if (!steps[i].isEmpty() && !steps[i].equals(".")) {
                pending.push(steps[i]);
            }
        }
    }

    private ShadowException escapes(String why) {
        return new ShadowException(
                        ErrorCode.PATH_ESCAPES,
                        "the path '" + path + "' cannot be followed: " + why + "; name a file inside the workspace")
                .with("path", path);
    }
}
