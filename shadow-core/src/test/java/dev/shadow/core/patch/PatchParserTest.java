package dev.shadow.core.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.core.patch.FilePatch.Action;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchParserTest {
    private static FilePatch one(String... lines) {
        List<FilePatch> files = PatchParser.parse(String.join("\n", lines) + "\n");
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private static String invalid(String... lines) {
        ShadowException failure =
                catchThrowableOfType(ShadowException.class, () -> PatchParser.parse(String.join("\n", lines) + "\n"));
        assertThat(failure).isNotNull();
        assertThat(failure.code()).isEqualTo(ErrorCode.PATCH_INVALID);
        return failure.message();
    }

    @Test
    void readsWhatGitSaysOfARename() {
        FilePatch file = one(
                "diff --git a/old name b/new name",
                "similarity index 100%",
                "rename from old name",
                "rename to new name");
        assertThat(file.action()).isEqualTo(Action.UPDATE);
        assertThat(file.path()).isEqualTo("old name");
        assertThat(file.newPath()).isEqualTo("new name");
    }

    @Test
    void readsAModeOfAPathWithSpaces() {
        FilePatch file = one("diff --git a/x b/x b/x b/x", "old mode 100644", "new mode 100755");
        assertThat(file.path()).isEqualTo("x b/x");
        assertThat(file.executable()).contains(true);
    }

    @Test
    void unquotesNamesAsGitQuotesThem() {
        FilePatch file = one(
                "diff --git \"a/\\303\\251\\t\\\"\" \"b/\\303\\251\\t\\\"\"",
                "new file mode 100644",
                "index 0000000..e69de29");
        assertThat(file.path()).isEqualTo("\u00e9\t\"");
        assertThat(file.action()).isEqualTo(Action.ADD);
    }

    @Test
    void takesPathsAsTheyAreWhereGitWasToldToAddNoPrefix() {
        assertThat(one("--- src/A.java", "+++ src/A.java", "@@ -1 +1 @@", "-a", "+b")
                        .path())
                .isEqualTo("src/A.java");
        assertThat(one("--- a/A.java", "+++ a/A.java", "@@ -1 +1 @@", "-a", "+b")
                        .path())
                .isEqualTo("a/A.java");
    }

    @Test
    void skipsTheTextOfAMail() {
        FilePatch file = one(
                "From 0123 Mon Sep 17 00:00:00 2001",
                "Subject: [PATCH] Fix",
                "---",
                " f | 2 +-",
                "",
                "diff --git a/f b/f",
                "index 1..2 100644",
                "--- a/f",
                "+++ b/f",
                "@@ -1 +1 @@",
                "-a",
                "+b",
                "-- ",
                "2.39.0");
        assertThat(file.hunks()).hasSize(1);
    }

    @Test
    void readsAnEmptyLineAsOneOfContextWhoseSpaceWasLost() {
        assertThat(one("--- a/f", "+++ b/f", "@@ -1,2 +1,2 @@", "", "-a", "+b")
                        .hunks()
                        .get(0)
                        .oldLines())
                .containsExactly("\n", "a\n");
    }

    @Test
    void readsEveryPartOfTheBeginForm() {
        List<FilePatch> files = PatchParser.parse("""
                *** Begin Patch
                *** Add File: new
                +one
                *** Update File: old
                *** Move to: moved
                @@ class A
                @@ def f():
                 keep
                -away
                +here
                *** End of File
                *** Delete File: gone
                *** End Patch
                """);
        assertThat(files)
                .extracting(FilePatch::action)
                .containsExactly(Action.ADD, Action.UPDATE, Action.DELETE_UNSEEN);
        Hunk hunk = files.get(1).hunks().get(0);
        assertThat(files.get(1).newPath()).isEqualTo("moved");
        assertThat(hunk.anchors()).containsExactly("class A", "def f():");
        assertThat(hunk.atEnd()).isTrue();
        assertThat(hunk.newLines()).containsExactly("keep\n", "here\n");
    }

    @Test
    void saysWhichLineIsWrongAndWhatWasExpected() {
        assertThat(invalid("Hello"))
                .isEqualTo("line 1 of the patch: expected '*** Begin Patch', 'diff --git' or a pair of lines '--- PATH'"
                        + " and '+++ PATH', and there is none; nothing was changed");
        assertThat(invalid("--- a/f", "+++ b/f", "@@ -1,2 +1 @@", "-a", "*b"))
                .isEqualTo("line 5 of the patch: expected a line that begins with ' ', '-' or '+' (the hunk's '@@' line"
                        + " says 1 more of the old file, 1 of the new), and found '*b'; nothing was changed");
        assertThat(invalid("--- a/f", "+++ b/f", "@@ -1 +1 @@", "-a", "+b", "+c"))
                .isEqualTo("line 6 of the patch: expected the end of the hunk, by the line counts of its '@@' line, and"
                        + " found '+c'; nothing was changed");
        assertThat(invalid("--- a/f", "+++ b/f", "@@ ... @@", "-a", "+b"))
                .isEqualTo("line 3 of the patch: expected '@@ -LINE,COUNT +LINE,COUNT @@', and found '@@ ... @@';"
                        + " nothing was changed");
        assertThat(invalid("*** Begin Patch", "*** Update File: f", "a", "*** End Patch"))
                .isEqualTo("line 3 of the patch: expected a line of a hunk that begins with ' ', '-' or '+', and found"
                        + " 'a'; nothing was changed");
        assertThat(invalid("*** Begin Patch", "*** Add File: f", "+a"))
                .isEqualTo("line 4 of the patch: expected a line of the new file that begins with '+', or the next"
                        + " '*** ' header, and the patch ended; nothing was changed");
    }

    @Test
    void refusesByNameWhatItDoesNotApply() {
        assertThat(invalid("diff --git a/f b/f", "index 1..2 100644", "GIT binary patch", "literal 0"))
                .contains("binary patches are not applied");
        assertThat(invalid("diff --git a/f b/f", "index 1..2 100644", "Binary files a/f and b/f differ"))
                .contains("binary patches are not applied");
        assertThat(invalid("diff --git a/f b/g", "similarity index 100%", "copy from f", "copy to g"))
                .contains("copies are not applied");
        assertThat(invalid("diff --git a/f b/f", "new file mode 120000")).contains("symbolic links are not patched");
        assertThat(invalid("diff --git a/f b/f", "new file mode 160000")).contains("submodules are not patched");
    }

    @Test
    void refusesALineWithoutNewlineThatIsNotTheLast() {
        assertThat(invalid("--- a/f", "+++ b/f", "@@ -1 +1,2 @@", "-a", "+b", "\\ No newline at end of file", "+c"))
                .contains("only the last line of a file can be without a newline");
    }
}
