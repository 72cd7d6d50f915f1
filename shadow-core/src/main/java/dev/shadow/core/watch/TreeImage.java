package dev.shadow.core.watch;

import dev.shadow.file.FileType;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the tree as it was, in about 12 bytes an entry: the names are those of the tree itself. Directories come before
 * what is in them. Immutable.
 */
final class TreeImage {
    private final String[] names;
    private final int[] parents;
    private final FileType[] types;

    private TreeImage(String[] names, int[] parents, FileType[] types) {
        this.names = names;
        this.parents = parents;
        this.types = types;
    }

    /** Of a node and all beneath it. */
    static TreeImage of(TreeNode top) {
        List<TreeNode> nodes = new ArrayList<>();
        List<Integer> parents = new ArrayList<>();
        nodes.add(top);
        parents.add(-1);
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof DirectoryNode directory) {
                for (TreeNode child : directory.children.values()) {
                    nodes.add(child);
                    parents.add(i);
                }
            }
        }
        return new TreeImage(
                nodes.stream().map(node -> node.name).toArray(String[]::new),
                parents.stream().mapToInt(Integer::intValue).toArray(),
                nodes.stream().map(node -> node.type).toArray(FileType[]::new));
    }

    /** Of nothing. */
    static TreeImage empty() {
        return new TreeImage(new String[0], new int[0], new FileType[0]);
    }

    int size() {
        return names.length;
    }

    FileType type(int index) {
        return types[index];
    }

    /** Where an entry is when the first one is at a path. */
    String path(int index, String top) {
        if (index == 0) {
            return top;
        }
        StringBuilder path = new StringBuilder();
        List<String> upwards = new ArrayList<>();
        for (int i = index; i != 0; i = parents[i]) {
            upwards.add(names[i]);
        }
        if (!top.equals(".")) {
            path.append(top).append('/');
        }
        for (int i = upwards.size() - 1; i > 0; i--) {
            path.append(upwards.get(i)).append('/');
        }
        return path.append(upwards.get(0)).toString();
    }
}
