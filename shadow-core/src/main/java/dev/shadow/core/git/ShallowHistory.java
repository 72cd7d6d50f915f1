package dev.shadow.core.git;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.git.RemoteUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Where the history of a repository of this machine is cut off, as it is after a checkout of limited depth. A fetch of it
 * brings the commits and not the word that nothing lies beneath them; see gitformat-pack(5) and shallow.txt of git.
 */
final class ShallowHistory {
    private ShallowHistory() {}

    /** Whether the remote is on this machine and its history is cut off. */
    static boolean isCutOff(RemoteUrl url) throws IOException {
        return url.scheme().equals("file") && !lines(directory(url)).isEmpty();
    }

    /** After a fetch of limited depth, which a repository in memory takes and does not heed. */
    static void requireHeeded(RemoteUrl url, Repository repository) throws IOException {
        requireCutOff(url, repository, repository.getObjectDatabase().getShallowCommits());
    }

    /** Cuts the history off here where it is cut off there. */
    static void copy(RemoteUrl url, Repository repository) throws IOException {
        if (!url.scheme().equals("file")) {
            return;
        }
        Set<ObjectId> ends = new HashSet<>();
        try (ObjectReader objects = repository.newObjectReader()) {
            for (String line : lines(directory(url))) {
                if (ObjectId.isId(line) && objects.has(ObjectId.fromString(line))) {
                    ends.add(ObjectId.fromString(line));
                }
            }
        }
        if (!ends.isEmpty()) {
            repository.getObjectDatabase().setShallowCommits(ends);
            requireCutOff(url, repository, ends);
        }
    }

    /** A repository in memory takes the ends and does not heed them. */
    private static void requireCutOff(RemoteUrl url, Repository repository, Set<ObjectId> ends) throws IOException {
        try (ObjectReader objects = repository.newObjectReader()) {
            if (!objects.getShallowCommits().containsAll(ends)) {
                throw new ShadowException(
                                ErrorCode.UNSUPPORTED,
                                "the history of " + url + " is cut off, and this backend cannot work on that; fetch all"
                                        + " of it there with 'git fetch --unshallow'")
                        .with("capability", Capability.SHALLOW_HISTORY);
            }
        }
    }

    private static Path directory(RemoteUrl url) {
        return url.value().startsWith("/")
                ? Path.of(url.value())
                : Path.of(URI.create(url.value().replace(" ", "%20")));
    }

    private static List<String> lines(Path directory) throws IOException {
        for (Path file : List.of(directory.resolve("shallow"), directory.resolve(".git/shallow"))) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<String> lines = Files.lines(file)) {
                    return lines.toList();
                }
            }
        }
        return List.of();
    }
}
