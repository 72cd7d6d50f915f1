package dev.shadow.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void quotesAPathAsGitDoes() {
        LineDiff diff = LineDiff.between(Bytes.utf8("a\n"), Bytes.utf8("b\n"));
        assertThat(diff.unified("new\nline")).startsWith("--- \"a/new\\nline\"\n+++ \"b/new\\nline\"\n@@");
        assertThat(diff.unified("naïve file")).startsWith("--- a/naïve file\n");
    }

    @Test
    void largeFilesOfFrequentLinesTakeNoSquareOfTheirLength() {
        Random random = new Random(3);
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int i = 0; i < 200_000; i++) {
            before.append(random.nextInt(10)).append('\n');
            after.append(random.nextInt(10)).append('\n');
        }
        LineDiff diff = LineDiff.between(Bytes.utf8(before.toString()), Bytes.utf8(after.toString()));
        assertThat(diff.linesAdded()).isEqualTo(diff.linesRemoved()).isPositive();
    }
}
