package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.store.WorkspacePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One walk along a path, from handle to handle. No step follows a link: its text is read and walked in its place, as
 * path_resolution(7) does, and where that would leave the root the walk ends. Not thread-safe.
 */
final class PathWalk {
    private static final int MOST_LINKS = 40;

    private final OpenRoot root;
    private final WorkspacePath path;
    private final Deque<String> pending = new ArrayDeque<>();
    private final List<Path> walked = new ArrayList<>();
    private Directory current;
    private int links;

    private PathWalk(OpenRoot root, WorkspacePath path) throws IOException {
        this.root = root;
        this.path = path;
        this.pending.addAll(path.names());
        this.current = root.directory();
    }

    /** Links above the last name are followed, and one at its end when asked to. */
    static Place to(OpenRoot root, WorkspacePath path, boolean followLast) throws IOException {
        PathWalk walk = new PathWalk(root, path);
        boolean arrived = false;
        try {
            Place place = walk.run(followLast);
            arrived = true;
            return place;
        } finally {
            if (!arrived) {
                walk.current.close();
            }
        }
    }

    private Place run(boolean followLast) throws IOException {
        while (!pending.isEmpty()) {
            String step = pending.pop();
            if (step.equals("..")) {
                up();
                continue;
            }
            Path name = nameOf(step);
            PosixFileAttributes found = current.attributes(name);
            boolean last = pending.isEmpty();
            boolean isLink = found != null && found.isSymbolicLink();
            if (found == null || (last && !(isLink && followLast))) {
                return new Place(current, List.copyOf(walked), name, found, List.copyOf(pending));
            }
            if (isLink) {
                follow(name);
            } else {
                down(step, name);
            }
        }
        return new Place(current, List.copyOf(walked), null, null, List.of());
    }

    private Path nameOf(String step) throws IOException {
        Path name = NativeName.of(step);
        if (NativeName.mayBeEscaped(step) && current.attributes(name) == null) {
            Optional<Path> unreadable = current.nameShownAs(step);
            return unreadable.orElse(name);
        }
        return name;
    }

    private void down(String step, Path name) throws IOException {
        try {
            moveTo(current.child(name));
            walked.add(name);
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            countLink(); // a link took the directory's place just now: look again
            pending.push(step);
        }
    }

    private void moveTo(Directory next) throws IOException {
        Directory left = current;
        current = next;
        left.close();
    }

    private void up() throws IOException {
        if (walked.isEmpty()) {
            throw escapes("a link on it leads out of the workspace");
        }
        List<Path> names = new ArrayList<>(walked.subList(0, walked.size() - 1));
        walked.clear();
        moveTo(root.directory());
        for (Path name : names) {
            moveTo(current.child(name));
            walked.add(name);
        }
    }

    private void follow(Path name) throws IOException {
        countLink();
        String text = current.linkText(name);
        String relative = text;
        if (text.startsWith("/")) {
            relative = beneathRoot(text);
            walked.clear();
            moveTo(root.directory());
        }
        String[] steps = relative.split("/", -1);
        for (int i = steps.length - 1; i >= 0; i--) {
            if (!steps[i].isEmpty() && !steps[i].equals(".")) {
                pending.push(steps[i]);
            }
        }
    }

    private String beneathRoot(String target) {
        String prefix = root.path().toString();
        if (!target.equals(prefix) && !target.startsWith(prefix.equals("/") ? prefix : prefix + "/")) {
            throw escapes("a link on it is absolute and leads out of the workspace");
        }
        return target.substring(prefix.length());
    }

    private void countLink() {
        if (++links > MOST_LINKS) {
            throw escapes("it passes more than " + MOST_LINKS + " links, which may go round in a circle");
        }
    }

    private ShadowException escapes(String why) {
        return new ShadowException(
                        ErrorCode.PATH_ESCAPES,
                        "the path '" + path + "' cannot be followed: " + why + "; name a file inside the workspace")
                .with("path", path);
    }
}
