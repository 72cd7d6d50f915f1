package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.FileTools;
import dev.shadow.file.FileStat;
import dev.shadow.file.IfExists;
import dev.shadow.file.ListOrder;
import dev.shadow.file.ListRequest;
import dev.shadow.file.Listing;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link FileTools} promises of directories, moves, copies and deletes. */
interface FileTreeContract extends ContractFixture {
    private FileTools tools() {
        return workspace().tools();
    }

    private String text(String path) {
        return tools().readFile(path).text();
    }

    private static List<String> paths(Listing listing) {
        return listing.entries().stream().map(FileStat::path).toList();
    }

    @Test
    default void deletesAFileAndAnEmptyDirectory() {
        tools().writeFile("d/f", "x");
        failure(ErrorCode.NOT_EMPTY, () -> tools().delete("d"));
        tools().delete("d/f");
        tools().delete("d");
        failure(ErrorCode.NOT_FOUND, () -> tools().stat("d"));
        failure(ErrorCode.NOT_FOUND, () -> tools().delete("d"));
        failure(ErrorCode.NOT_FOUND, () -> tools().deleteTree("d"));
    }

    @Test
    default void deletesATreeWithAllThatIsHiddenAndIgnoredInIt() {
        tools().writeFile("d/e/f", "x");
        tools().writeFile("d/.hidden/f", "x");
        tools().writeFile("d/build/out.log", "x");
        tools().mkdir("d/empty");
        tools().deleteTree("d");
        failure(ErrorCode.NOT_FOUND, () -> tools().stat("d"));
        tools().deleteTree("run.sh");
        failure(ErrorCode.NOT_FOUND, () -> tools().stat("run.sh"));
    }

    @Test
    default void movesFilesAndDirectories() {
        tools().move("src", "main/java");
        assertThat(text("main/java/App.java")).startsWith("class App");
        failure(ErrorCode.NOT_FOUND, () -> tools().stat("src"));
        tools().move("run.sh", "bin/run");
        if (workspace().capabilities().has(Capability.EXECUTABLE_BIT)) {
            assertThat(tools().stat("bin/run").executable()).isTrue();
        }
        failure(ErrorCode.NOT_FOUND, () -> tools().move("missing", "x"));
    }

    @Test
    default void movesOverAFileOnlyWhenAskedTo() {
        tools().writeFile("a", "a");
        tools().writeFile("b", "b");
        tools().mkdir("d");
        failure(ErrorCode.ALREADY_EXISTS, () -> tools().move("a", "b"));
        failure(ErrorCode.ALREADY_EXISTS, () -> tools().move("a", "d", IfExists.REPLACE));
        failure(ErrorCode.ALREADY_EXISTS, () -> tools().move("d", "a", IfExists.REPLACE));
        assertThat(text("b")).isEqualTo("b");
        tools().move("a", "b", IfExists.REPLACE);
        assertThat(text("b")).isEqualTo("a");
        failure(ErrorCode.NOT_FOUND, () -> tools().stat("a"));
    }

    @Test
    default void aDirectoryDoesNotMoveOrCopyIntoItself() {
        failure(ErrorCode.INVALID_ARGUMENT, () -> tools().move("src", "src/inner"));
        failure(ErrorCode.INVALID_ARGUMENT, () -> tools().copy("src", "src/a/b"));
        assertThat(paths(tools().list("src"))).containsExactly("src/App.java");
        tools().move("src", "src2");
        assertThat(text("src2/App.java")).startsWith("class App");
    }

    @Test
    default void copiesFilesAndTrees() {
        tools().copy("run.sh", "bin/run");
        assertThat(text("bin/run")).isEqualTo(text("run.sh"));
        if (workspace().capabilities().has(Capability.EXECUTABLE_BIT)) {
            assertThat(tools().stat("bin/run").executable()).isTrue();
        }
        tools().writeFile("src/deep/.hidden/x.log", "kept");
        tools().copy("src", "copy/of/src");
        assertThat(text("copy/of/src/deep/.hidden/x.log")).isEqualTo("kept");
        assertThat(text("copy/of/src/App.java")).isEqualTo(text("src/App.java"));
        failure(ErrorCode.ALREADY_EXISTS, () -> tools().copy("src", "copy/of/src"));
        failure(ErrorCode.ALREADY_EXISTS, () -> tools().copy("src", "copy/of/src", IfExists.REPLACE));
        failure(ErrorCode.NOT_FOUND, () -> tools().copy("missing", "x"));
        assertThat(paths(tools().list(ListRequest.of("copy/of")))).containsExactly("copy/of/src");
    }

    @Test
    default void copiesOverAFileOnlyWhenAskedTo() {
        tools().writeFile("a", "a");
        tools().writeFile("b", "b");
        failure(ErrorCode.ALREADY_EXISTS, () -> tools().copy("a", "b"));
        tools().copy("a", "b", IfExists.REPLACE);
        assertThat(text("a") + text("b")).isEqualTo("aa");
    }

    @Test
    default void makesDirectories() {
        tools().mkdir("a/b/c");
        tools().mkdir("a/b/c");
        tools().mkdir(".");
        assertThat(tools().stat("a/b/c").isDirectory()).isTrue();
        failure(ErrorCode.NOT_A_DIRECTORY, () -> tools().mkdir("README.md"));
        failure(ErrorCode.NOT_A_DIRECTORY, () -> tools().mkdir("README.md/below"));
    }

    @Test
    default void listsADirectoryInTheOrderOfItsNamesWithoutWhatIsIgnored() {
        tools().writeFile("l/b", "");
        tools().writeFile("l/B", "");
        tools().writeFile("l/a/x", "");
        tools().writeFile("l/a.b", "");
        tools().writeFile("l/.dot", "");
        tools().writeFile("l/out.log", "");
        tools().writeFile("l/build/x", "");
        assertThat(paths(tools().list("l"))).containsExactly("l/.dot", "l/B", "l/a", "l/a.b", "l/b");
        ListRequest deep = ListRequest.of("l").depth(9).includeHidden(false);
        assertThat(paths(tools().list(deep))).containsExactly("l/B", "l/a", "l/a/x", "l/a.b", "l/b");
        assertThat(paths(tools().list(ListRequest.of("l").includeIgnored(true))))
                .containsExactly("l/.dot", "l/B", "l/a", "l/a.b", "l/b", "l/build", "l/out.log");
        assertThat(tools().list("l").truncated()).isFalse();
    }

    @Test
    default void listsTheWorkspaceWithoutGit() {
        assertThat(paths(tools().list(".")))
                .contains(".gitignore", "README.md", "src")
                .doesNotContain(".git");
        assertThat(paths(tools().list(ListRequest.of(".").depth(2).includeIgnored(true))))
                .contains("src/App.java")
                .noneMatch(path -> path.startsWith(".git/"));
    }

    @Test
    default void cutsAListAtItsLimit() {
        IntStream.range(0, 5).forEach(i -> tools().writeFile("l/" + i, ""));
        Listing cut = tools().list(ListRequest.of("l").limit(3));
        assertThat(paths(cut)).containsExactly("l/0", "l/1", "l/2");
        assertThat(cut.truncated()).isTrue();
        assertThat(tools().list(ListRequest.of("l").limit(5)).truncated()).isFalse();
    }

    @Test
    default void listsTheLargestOrTheNewestFirstOfTheWholeTree() {
        tools().writeFile("l/z/large", "xxx");
        tools().writeFile("l/a/small", "x");
        tools().writeFile("l/middle", "xx");
        ListRequest largest = ListRequest.of("l").depth(3).order(ListOrder.LARGEST_FIRST);
        assertThat(paths(tools().list(largest))).containsExactly("l/z/large", "l/middle", "l/a/small", "l/a", "l/z");
        Listing cut = tools().list(largest.limit(2));
        assertThat(paths(cut)).containsExactly("l/z/large", "l/middle");
        assertThat(cut.truncated()).isTrue();
        assertThat(tools().list(largest.limit(5)).truncated()).isFalse();
        List<FileStat> newest = tools().list(ListRequest.of("l").depth(3).order(ListOrder.NEWEST_FIRST))
                .entries();
        assertThat(newest).hasSize(5);
        assertThat(newest)
                .isSortedAccordingTo(
                        Comparator.comparing(FileStat::modified).reversed().thenComparing(FileStat::path));
    }

    @Test
    default void namesOfUnfinishedFilesAreReserved() {
        String name = ".shadow-tmp-x";
        failure(ErrorCode.PATH_PROTECTED, () -> tools().writeFile(name, "x"));
        failure(ErrorCode.PATH_PROTECTED, () -> tools().upload("d/" + name + "/f", InputStream.nullInputStream()));
        failure(ErrorCode.PATH_PROTECTED, () -> tools().move("README.md", name));
        failure(ErrorCode.PATH_PROTECTED, () -> tools().copy("README.md", name));
        failure(ErrorCode.PATH_PROTECTED, () -> tools().mkdir(name));
    }

    @Test
    default void listsOnlyDirectories() {
        tools().mkdir("empty");
        assertThat(tools().list("empty").entries()).isEmpty();
        failure(ErrorCode.NOT_FOUND, () -> tools().list("missing"));
        failure(ErrorCode.NOT_A_DIRECTORY, () -> tools().list("README.md"));
    }

    @Test
    default void nestedRulesOverrideThoseAbove() {
        tools().writeFile("n/.gitignore", "!keep.log\nsecret/\n/top.txt\n");
        for (String name : List.of("keep.log", "drop.log", "secret/x", "top.txt", "in/top.txt", "in/keep.log")) {
            tools().writeFile("n/" + name, "");
        }
        assertThat(paths(tools().list(ListRequest.of("n").depth(5))))
                .containsExactly("n/.gitignore", "n/in", "n/in/keep.log", "n/in/top.txt", "n/keep.log");
    }
}
