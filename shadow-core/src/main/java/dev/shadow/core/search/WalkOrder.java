package dev.shadow.core.search;

import dev.shadow.core.store.OpenDirectory.Member;
import dev.shadow.file.FileType;
import java.util.Comparator;

/** In which order a walk gives out what it finds. Texts that are compared by their code units stand for places in it. */
enum WalkOrder {
    /** A directory by its name, then what is in it. */
    BY_NAME('\0'),

    /** By the whole path, where a slash is a letter like any other. */
    BY_PATH('/');

    private final char afterDirectory;

    WalkOrder(char afterDirectory) {
        this.afterDirectory = afterDirectory;
    }

    /** Where all stands that a walk finds. */
    String keyOfStart(String prefix) {
        return prefix.replace('/', afterDirectory);
    }

    /** Where something stands that is in the directory with that key. */
    String key(String directoryKey, Member member) {
        return directoryKey + keyOf(member);
    }

    /** Where all that is in a directory stands. */
    String keyOfContents(String directoryKey, String name) {
        return directoryKey + name + afterDirectory;
    }

    private String keyOf(Member member) {
        boolean sortsAsPath = this == BY_PATH && member.type() == FileType.DIRECTORY;
        return sortsAsPath ? member.name() + afterDirectory : member.name();
    }

    Comparator<Member> comparator() {
        return this == BY_NAME ? Comparator.comparing(Member::name) : this::comparePaths;
    }

    /** What follows a directory's name matters only to a name that begins with it. */
    private int comparePaths(Member a, Member b) {
        boolean nested = a.name().startsWith(b.name()) || b.name().startsWith(a.name());
        return nested ? keyOf(a).compareTo(keyOf(b)) : a.name().compareTo(b.name());
    }
}
