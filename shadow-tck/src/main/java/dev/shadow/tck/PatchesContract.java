package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.ErrorCode;
import dev.shadow.FileTools;
import dev.shadow.ShadowException;
import dev.shadow.file.PatchResult;
import dev.shadow.file.PatchedFile;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every backend promises of patches. */
public interface PatchesContract extends ContractFixture {
    private FileTools files() {
        return workspace().tools();
    }

    private String text(String path) {
        return files().readFile(path).text();
    }

    private void withPatches(ThrowingCallable test) {
        supportedOrRefused(Capability.PATCHES, test, () -> files().applyPatch("*** Begin Patch\n*** End Patch\n"));
    }

    private ShadowException conflict(String patch) {
        return failure(ErrorCode.PATCH_CONFLICT, () -> files().applyPatch(patch));
    }

    @Test
    default void aUnifiedDiffChangesMakesAndRemovesFiles() {
        withPatches(() -> {
            files().writeFile("dir/a.txt", "one\ntwo\nthree\n");
            files().writeFile("gone/b.txt", "away\n");
            PatchResult result = files().applyPatch("""
                            --- a/dir/a.txt
                            +++ b/dir/a.txt
                            @@ -1,3 +1,3 @@
                             one
                            -two
                            +2 $& \\1
                             three
                            diff --git a/gone/b.txt b/gone/b.txt
                            deleted file mode 100644
                            --- a/gone/b.txt
                            +++ /dev/null
                            @@ -1 +0,0 @@
                            -away
                            diff --git a/new/deep/c.txt b/new/deep/c.txt
                            new file mode 100644
                            --- /dev/null
                            +++ b/new/deep/c.txt
                            @@ -0,0 +1,2 @@
                            +x
                            +y
                            \\ No newline at end of file
                            """);
            assertThat(text("dir/a.txt")).isEqualTo("one\n2 $& \\1\nthree\n");
            assertThat(text("new/deep/c.txt")).isEqualTo("x\ny");
            failure(ErrorCode.NOT_FOUND, () -> files().stat("gone"));
            assertThat(result.files())
                    .containsExactly(
                            new PatchedFile("dir/a.txt", Optional.empty(), PatchedFile.Kind.MODIFIED, 1, 1),
                            new PatchedFile("gone/b.txt", Optional.empty(), PatchedFile.Kind.DELETED, 0, 1),
                            new PatchedFile("new/deep/c.txt", Optional.empty(), PatchedFile.Kind.ADDED, 2, 0));
        });
    }

    @Test
    default void theBeginFormFindsItsPlacesByTheirLines() {
        withPatches(() -> {
            files().writeFile(
                            "f.py", "class A:\n    def f():\n        pass\nclass B:\n    def f():\n        pass\nlast");
            files().writeFile("d.txt", "1\n2");
            PatchResult result = files().applyPatch("""
                            *** Begin Patch
                            *** Update File: f.py
                            *** Move to: sub/g.py
                            @@ class B:
                                 def f():
                            -        pass
                            +        return 1
                            @@
                            +end
                            *** Add File: n.txt
                            +new
                            *** Delete File: d.txt
                            *** End Patch
                            """);
            assertThat(text("sub/g.py"))
                    .isEqualTo(
                            "class A:\n    def f():\n        pass\nclass B:\n    def f():\n        return 1\nlast\nend");
            assertThat(text("n.txt")).isEqualTo("new\n");
            failure(ErrorCode.NOT_FOUND, () -> files().stat("f.py"));
            failure(ErrorCode.NOT_FOUND, () -> files().stat("d.txt"));
            assertThat(result.files())
                    .containsExactly(
                            new PatchedFile("sub/g.py", Optional.of("f.py"), PatchedFile.Kind.MOVED, 2, 1),
                            new PatchedFile("n.txt", Optional.empty(), PatchedFile.Kind.ADDED, 1, 0),
                            new PatchedFile("d.txt", Optional.empty(), PatchedFile.Kind.DELETED, 0, 2));
        });
    }

    @Test
    default void aPatchOfAThousandFilesIsOne() {
        withPatches(() -> {
            int many = 1_000;
            StringBuilder patch = new StringBuilder("*** Begin Patch\n");
            for (int i = 0; i < many; i++) {
                patch.append("*** Add File: many/" + i % 10 + "/" + i + "\n+" + i + "\n");
            }
            files().writeFile("many/9/999", "in the way\n");
            failure(ErrorCode.ALREADY_EXISTS, () -> files().applyPatch(patch + "*** End Patch\n"));
            files().delete("many/9/999");
            failure(ErrorCode.NOT_FOUND, () -> files().stat("many/0"));
            assertThat(files().applyPatch(patch + "*** End Patch\n").files()).hasSize(many);
            assertThat(text("many/9/999")).isEqualTo("999\n");
        });
    }

    @Test
    default void aHunkThatFitsNowhereShowsTheMostSimilarLinesAndChangesNoFile() {
        withPatches(() -> {
            files().writeFile("a.txt", "first\n");
            files().writeFile("b.txt", "alpha\nint value = compute(3);\nomega\n");
            ShadowException failure = conflict("""
                    --- a/a.txt
                    +++ b/a.txt
                    @@ -1 +1 @@
                    -first
                    +changed
                    --- a/b.txt
                    +++ b/b.txt
                    @@ -2,2 +2,2 @@
                    -int value = compute(4);
                    +int value = 5;
                     omega
                    """);
            assertThat(failure.message())
                    .isEqualTo("hunk 1 for 'b.txt' (line 8 of the patch), and nothing was changed: it does not fit: its"
                            + " old lines are not in the file.\nExpected:\n  int value = compute(4);\n  omega\nThe most"
                            + " similar lines of the file:\n2: int value = compute(3);\n3: omega\nCopy the lines as the"
                            + " file has them.");
            assertThat(text("a.txt")).isEqualTo("first\n");
        });
    }

    @Test
    default void aHunkMovesToTheOnlyPlaceWhereItFitsAndIsRefusedWhereThereAreMore() {
        withPatches(() -> {
            String patch = "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n";
            files().writeFile("f", "0\n0\nx\ny\n");
            files().applyPatch(patch);
            assertThat(text("f")).isEqualTo("0\n0\nx\nz\n");
            files().writeFile("f", "0\nx\ny\nx\ny\n");
            assertThat(conflict(patch).message()).contains("fits at lines 2, 4");
            files().writeFile("f", "x\ny\nx\ny\n");
            files().applyPatch(patch);
            assertThat(text("f")).isEqualTo("x\nz\nx\ny\n");
        });
    }

    @Test
    default void lineEndsOfAFileStay() {
        withPatches(() -> {
            files().writeFile("crlf", "a\r\nb\r\nc");
            files().applyPatch("--- a/crlf\n+++ b/crlf\n@@ -1,2 +1,3 @@\n a\n+new\n b\n");
            assertThat(text("crlf")).isEqualTo("a\r\nnew\r\nb\r\nc");
            files().applyPatch("--- a/crlf\n+++ b/crlf\n@@ -1,2 +1,2 @@\n-a\r\n+a\n new\r\n");
            assertThat(text("crlf")).isEqualTo("a\nnew\r\nb\r\nc");
        });
    }

    @Test
    default void aModeSetsTheExecutableBitAndARenameKeepsIt() {
        withPatches(() -> {
            files().writeFile("run.sh", "true\n");
            files().applyPatch("diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n");
            boolean can = workspace().capabilities().has(Capability.EXECUTABLE_BIT);
            assertThat(files().stat("run.sh").executable()).isEqualTo(can);
            files().applyPatch("diff --git a/run.sh b/go.sh\nrename from run.sh\nrename to go.sh\n");
            assertThat(files().stat("go.sh").executable()).isEqualTo(can);
            assertThat(text("go.sh")).isEqualTo("true\n");
        });
    }

    @Test
    default void whatIsThereIsNotMadeAndWhatIsNotThereIsNotChanged() {
        withPatches(() -> {
            files().writeFile("f", "x\n");
            failure(
                    ErrorCode.ALREADY_EXISTS,
                    () -> files().applyPatch("*** Begin Patch\n*** Add File: f\n+y\n*** End Patch\n"));
            failure(
                    ErrorCode.NOT_FOUND,
                    () -> files().applyPatch("*** Begin Patch\n*** Update File: g\n-y\n*** End Patch\n"));
            failure(
                    ErrorCode.NOT_A_DIRECTORY,
                    () -> files().applyPatch("*** Begin Patch\n*** Add File: f/g\n+y\n*** End Patch\n"));
            failure(
                    ErrorCode.PATCH_INVALID,
                    () -> files().applyPatch(
                                    "*** Begin Patch\n*** Update File: f\n-x\n*** Delete File: ./f\n*** End Patch\n"));
            assertThat(text("f")).isEqualTo("x\n");
        });
    }

    @Test
    default void aPatchWritesNeitherOutsideNorBeneathGit() {
        withPatches(() -> {
            failure(
                    ErrorCode.PATH_ESCAPES,
                    () -> files().applyPatch("*** Begin Patch\n*** Add File: ../f\n+y\n*** End Patch\n"));
            failure(
                    ErrorCode.PATH_ESCAPES,
                    () -> files().applyPatch("--- /dev/null\n+++ /etc/shadow-test\n@@ -0,0 +1 @@\n+y\n"));
            failure(
                    ErrorCode.PATH_PROTECTED,
                    () -> files().applyPatch("*** Begin Patch\n*** Add File: .git/hooks/x\n+y\n*** End Patch\n"));
        });
    }

    @Test
    default void textThatIsNoPatchIsAnErrorWithTheLine() {
        withPatches(() -> {
            ShadowException failure =
                    failure(ErrorCode.PATCH_INVALID, () -> files().applyPatch("*** Begin Patch\n*** Change File: f\n"));
            assertThat(failure.details()).containsEntry("line", "2");
        });
    }
}
