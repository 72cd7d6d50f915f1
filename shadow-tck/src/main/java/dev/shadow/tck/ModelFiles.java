package dev.shadow.tck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Files and directories as simply as they can be told: a map from paths. Not thread-safe. */
final class ModelFiles {
    /** An empty value is a directory. The directory that all is in has the empty path and is always there. */
    private final TreeMap<String, Optional<ModelFile>> nodes = new TreeMap<>();

    record ModelFile(String text, boolean executable) {
        List<String> lines() {
            return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
        }
    }

    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    boolean exists(String path) {
        return path.isEmpty() || nodes.containsKey(path);
    }

    boolean isDirectory(String path) {
        return exists(path) && file(path).isEmpty();
    }

    Optional<ModelFile> file(String path) {
        return nodes.getOrDefault(path, Optional.empty());
    }

    boolean isBeneathAFile(String path) {
        return !path.isEmpty() && (file(parent(path)).isPresent() || isBeneathAFile(parent(path)));
    }

    boolean isEmpty(String directory) {
        return beneath(directory).isEmpty();
    }

    /** Everything in a directory, at any depth. */
    private SortedMap<String, Optional<ModelFile>> beneath(String directory) {
        return directory.isEmpty() ? nodes : nodes.subMap(directory + "/", directory + (char) ('/' + 1));
    }

    void makeDirectories(String path) {
        if (!path.isEmpty()) {
            makeDirectories(parent(path));
            nodes.putIfAbsent(path, Optional.empty());
        }
    }

    void write(String path, ModelFile file) {
        makeDirectories(parent(path));
        nodes.put(path, Optional.of(file));
    }

    void delete(String path) {
        beneath(path).clear();
        nodes.remove(path);
    }

    void copy(String from, String to) {
        makeDirectories(parent(to));
        new TreeMap<>(beneath(from)).forEach((path, node) -> nodes.put(to + path.substring(from.length()), node));
        nodes.put(to, file(from));
    }

    void deleteEmptyDirectories(String deepest) {
        if (!deepest.isEmpty() && isEmpty(deepest)) {
            nodes.remove(deepest);
            deleteEmptyDirectories(parent(deepest));
        }
    }

    /** What a list of a directory to a depth holds, in its order. */
    List<String> list(String directory, int depth) {
        int skipped = directory.isEmpty() ? 0 : directory.length() + 1;
        List<String> paths = new ArrayList<>();
        for (String path : beneath(directory).keySet()) {
            if (path.substring(skipped).split("/", -1).length <= depth) {
                paths.add(path);
            }
        }
        paths.sort(Comparator.comparing(path -> path.replace('/', '\0')));
        return paths;
    }

    List<String> allPaths() {
        return list("", Integer.MAX_VALUE);
    }
}
