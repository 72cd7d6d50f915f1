package dev.shadow.core.store;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.util.ArrayList;
import java.util.List;

/**
 * A path beneath the root of a workspace, by its text alone: names without {@code /}, {@code .} and {@code ..}. There is no
 * way to make one that leaves the root.
 *
 * <p>Thread-safe.
 */
public final class WorkspacePath implements Comparable<WorkspacePath> {
    /** The workspace itself. */
    public static final WorkspacePath ROOT = new WorkspacePath(List.of());

    private static final int MOST_CHARACTERS = 4096;

    private final List<String> names;

    private WorkspacePath(List<String> names) {
        this.names = names;
    }

    /**
     * Reads a path as users write it: relative, with {@code /}; {@code .} and empty names mean nothing, {@code ..} takes the
     * name before it away.
     *
     * @param text the path
     * @return its normal form
     * @throws ShadowException {@link ErrorCode#PATH_INVALID} or {@link ErrorCode#PATH_ESCAPES}
     */
    public static WorkspacePath parse(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS || text.indexOf('\0') >= 0) {
            throw new ShadowException(
                            ErrorCode.PATH_INVALID,
                            "a path is 1 to " + MOST_CHARACTERS
                                    + " characters without NUL; '.' is the workspace itself")
                    .with("length", text.length());
        }
        if (text.startsWith("/")) {
            throw escapes(text, "is absolute; give it relative to the workspace");
        }
        List<String> names = new ArrayList<>();
        for (String name : text.split("/", -1)) {
            if (name.equals("..")) {
                if (names.isEmpty()) {
                    throw escapes(text, "leaves the workspace");
                }
                names.remove(names.size() - 1);
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return new WorkspacePath(List.copyOf(names));
    }

    private static ShadowException escapes(String text, String why) {
        return new ShadowException(ErrorCode.PATH_ESCAPES, "the path '" + text + "' " + why).with("path", text);
    }

    /**
     * A child of this path.
     *
     * @param name one name, not empty, without {@code /} and NUL, not {@code .} or {@code ..}
     * @return the child
     */
    public WorkspacePath child(String name) {
        if (name.isEmpty()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('/') >= 0
                || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not a name: " + name);
        }
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return new WorkspacePath(List.copyOf(longer));
    }

    /**
     * The names from the root on.
     *
     * @return an immutable list, empty for the root
     */
    public List<String> names() {
        return names;
    }

    /**
     * Whether this is the workspace itself.
     *
     * @return true for {@link #ROOT}
     */
    public boolean isRoot() {
        return names.isEmpty();
    }

    /**
     * The directory that this path is in.
     *
     * @return the parent; the root's is the root
     */
    public WorkspacePath parent() {
        return isRoot() ? ROOT : new WorkspacePath(names.subList(0, names.size() - 1));
    }

    /**
     * The last name.
     *
     * @return {@code .} for the root
     */
    public String name() {
        return isRoot() ? "." : names.get(names.size() - 1);
    }

    /**
     * Whether this path is another one or lies beneath it.
     *
     * @param ancestor the other path
     * @return true for itself too
     */
    public boolean startsWith(WorkspacePath ancestor) {
        return names.size() >= ancestor.names.size()
                && names.subList(0, ancestor.names.size()).equals(ancestor.names);
    }

    /**
     * Refuses paths that are not for writing: the root itself, and at any depth {@code .git} in any case of letters and
     * names that begin with {@link FileStore#TEMPORARY_PREFIX}.
     *
     * @return this
     * @throws ShadowException {@link ErrorCode#PATH_PROTECTED}
     */
    public WorkspacePath requireWritable() {
        if (isRoot() || names.stream().anyMatch(name -> name.equalsIgnoreCase(".git"))) {
            throw new ShadowException(
                            ErrorCode.PATH_PROTECTED,
                            "'" + this + "' is not for writing: use git() for what is beneath .git, and name a path"
                                    + " inside the workspace")
                    .with("path", this);
        }
        if (names.stream().anyMatch(name -> name.startsWith(FileStore.TEMPORARY_PREFIX))) {
            throw new ShadowException(
                            ErrorCode.PATH_PROTECTED,
                            "'" + this + "' is not for writing: names that begin with '" + FileStore.TEMPORARY_PREFIX
                                    + "' are those of files that Shadow has not finished; choose another name")
                    .with("path", this);
        }
        return this;
    }

    @Override
    public int compareTo(WorkspacePath other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkspacePath that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    /** With {@code /} between the names; {@code .} for the root. */
    @Override
    public String toString() {
        return isRoot() ? "." : String.join("/", names);
    }
}
