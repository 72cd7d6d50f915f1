package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.FileTools;
import dev.shadow.file.Edit;
import dev.shadow.file.FileStat;
import dev.shadow.file.FileType;
import dev.shadow.file.ListRequest;
import dev.shadow.file.WriteRequest;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link FileTools} promises of paths and links. */
interface FilePathContract extends ContractFixture {
    private FileTools tools() {
        return workspace().tools();
    }

    private void requireLinks() {
        assumeTrue(workspace().capabilities().has(Capability.SYMBOLIC_LINKS), "not run: no symbolic links here");
    }

    @Test
    default void anyNameThatADiskTakesIsFine() {
        List<String> names = List.of(
                "with space ",
                " leading",
                "naïve ✓ \uD83D\uDE00",
                "new\nline",
                "..foo",
                "...",
                "100%25",
                "back\\slash",
                "q?*[a]{b}",
                "semi;colon#hash&",
                "-rf",
                "~",
                "$HOME",
                "tab\t",
                "quote'\"",
                "a:b",
                "CON",
                "\\x41");
        for (String name : names) {
            String path = "names/" + name;
            tools().writeFile(path, name);
            assertThat(tools().readFile(path).text()).isEqualTo(name);
            assertThat(tools().editFile(path, Edit.replace(name, name + "!")).path())
                    .isEqualTo(path);
            assertThat(tools().stat(path).path()).isEqualTo(path);
        }
        assertThat(tools().list("names").entries())
                .extracting(stat -> stat.path().substring("names/".length()))
                .containsExactlyElementsOf(names.stream().sorted().toList());
        names.forEach(name -> tools().delete("names/" + name));
        tools().delete("names");
    }

    @Test
    default void aPathIsReadByItsText() {
        assertThat(tools().readFile("./src//../README.md").path()).isEqualTo("README.md");
        assertThat(tools().stat("missing/..").path()).isEqualTo(".");
        failure(ErrorCode.PATH_INVALID, () -> tools().stat(""));
        failure(ErrorCode.PATH_INVALID, () -> tools().readFile("a\0b"));
        failure(ErrorCode.PATH_INVALID, () -> tools().readFile("n".repeat(300)));
    }

    @Test
    default void pathsOutOfTheWorkspaceAreRefused() {
        for (String path : List.of("/etc/passwd", "..", "../x", "a/../../x", "/")) {
            failure(ErrorCode.PATH_ESCAPES, () -> tools().readFile(path));
            failure(ErrorCode.PATH_ESCAPES, () -> tools().writeFile(path, ""));
            failure(ErrorCode.PATH_ESCAPES, () -> tools().list(path));
            failure(ErrorCode.PATH_ESCAPES, () -> tools().deleteTree(path));
            failure(ErrorCode.PATH_ESCAPES, () -> tools().move("README.md", path));
        }
        assertThat(tools().readFile("README.md").totalLines()).hasValue(3);
    }

    @Test
    default void whatBelongsToGitIsNotWritten() {
        for (String path : List.of(".git/config", ".GIT/config", "src/.git/hooks/x", ".git")) {
            failure(ErrorCode.PATH_PROTECTED, () -> tools().writeFile(path, ""));
            failure(ErrorCode.PATH_PROTECTED, () -> tools().upload(path, InputStream.nullInputStream()));
            failure(ErrorCode.PATH_PROTECTED, () -> tools().editFile(path, Edit.replace("a", "b")));
            failure(ErrorCode.PATH_PROTECTED, () -> tools().deleteTree(path));
            failure(ErrorCode.PATH_PROTECTED, () -> tools().mkdir(path));
            failure(ErrorCode.PATH_PROTECTED, () -> tools().move(path, "x"));
            failure(ErrorCode.PATH_PROTECTED, () -> tools().copy("README.md", path));
        }
        failure(ErrorCode.PATH_PROTECTED, () -> tools().deleteTree("."));
        failure(ErrorCode.PATH_PROTECTED, () -> tools().move(".", "x"));
        tools().writeFile(".github/x", "");
        tools().writeFile(".gitignore", "");
    }

    @Test
    default void linksInsideAreFollowed() {
        requireLinks();
        assertThat(tools().readFile("links/file").text()).startsWith("# Fixture");
        assertThat(tools().readFile("links/directory/App.java").text()).startsWith("class App");
        assertThat(tools().list("links/directory").entries())
                .extracting(FileStat::path)
                .containsExactly("links/directory/App.java");
    }

    @Test
    default void aLinkIsToldOfAsItself() {
        requireLinks();
        FileStat link = tools().stat("links/file");
        assertThat(link.type()).isEqualTo(FileType.SYMBOLIC_LINK);
        assertThat(link.linkTarget()).contains("../README.md");
        assertThat(tools().list(ListRequest.of("links").depth(5)).entries())
                .hasSize(8)
                .allMatch(entry -> entry.type() == FileType.SYMBOLIC_LINK);
    }

    @Test
    default void writingThroughALinkKeepsTheLink() {
        requireLinks();
        tools().writeFile("links/file", "teh text\n");
        tools().editFile("links/file", Edit.replace("teh", "the"));
        assertThat(tools().readFile("README.md").text()).isEqualTo("the text\n");
        assertThat(tools().stat("links/file").type()).isEqualTo(FileType.SYMBOLIC_LINK);
        failure(
                ErrorCode.ALREADY_EXISTS,
                () -> tools().writeFile(WriteRequest.of("links/nothing", "").ifAbsent()));
        failure(ErrorCode.NOT_FOUND, () -> tools().readFile("links/nothing"));
        tools().writeFile("links/nothing", "something");
        assertThat(tools().readFile("links/missing.txt").text()).isEqualTo("something");
    }

    @Test
    default void linksThatLeadOutAreRefused() {
        requireLinks();
        for (String link : List.of("out", "absolute", "chain", "circle")) {
            failure(ErrorCode.PATH_ESCAPES, () -> tools().readFile("links/" + link));
            failure(ErrorCode.PATH_ESCAPES, () -> tools().readFile("links/" + link + "/passwd"));
            failure(ErrorCode.PATH_ESCAPES, () -> tools().writeFile("links/" + link + "/passwd", ""));
            failure(ErrorCode.PATH_ESCAPES, () -> tools().list("links/" + link));
            failure(ErrorCode.PATH_ESCAPES, () -> tools().mkdir("links/" + link + "/new"));
            failure(ErrorCode.PATH_ESCAPES, () -> tools().move("README.md", "links/" + link + "/x"));
            failure(ErrorCode.PATH_ESCAPES, () -> tools().deleteTree("links/" + link + "/passwd"));
        }
    }

    @Test
    default void aLinkIntoGitHelpsNobody() {
        requireLinks();
        failure(ErrorCode.PATH_PROTECTED, () -> tools().writeFile("links/git/config", ""));
        failure(ErrorCode.PATH_PROTECTED, () -> tools().editFile("links/git/config", Edit.replace("a", "b")));
        failure(ErrorCode.PATH_PROTECTED, () -> tools().deleteTree("links/git/hooks"));
        failure(ErrorCode.PATH_PROTECTED, () -> tools().move("README.md", "links/git/hooks/post-commit"));
        failure(ErrorCode.PATH_PROTECTED, () -> tools().copy("README.md", "links/git/hooks/post-commit"));
        failure(ErrorCode.PATH_PROTECTED, () -> tools().mkdir("links/git/new"));
        assertThat(tools().list("links/git").entries()).isEmpty();
    }

    @Test
    default void deletingMovingAndCopyingALinkLeavesWhatItPointsTo() {
        requireLinks();
        tools().copy("links/file", "links/copy");
        assertThat(tools().stat("links/copy").linkTarget()).contains("../README.md");
        tools().move("links/out", "links/moved");
        assertThat(tools().stat("links/moved").type()).isEqualTo(FileType.SYMBOLIC_LINK);
        tools().copy("links", "links2");
        assertThat(tools().stat("links2/directory").linkTarget()).contains("../src");
        tools().delete("links/git");
        tools().deleteTree("links");
        tools().deleteTree("links2");
        assertThat(tools().readFile("src/App.java").text()).startsWith("class App");
        assertThat(tools().readFile("README.md").text()).startsWith("# Fixture");
    }
}
