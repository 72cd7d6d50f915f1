package dev.shadow.core.patch;

import dev.shadow.ShadowException;
import dev.shadow.core.store.WorkspacePath;
import dev.shadow.spi.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Spoilt and invented patches end in a {@link ShadowException} or are read, and nothing else. */
class PatchFuzzTest {
    private static final List<String> PIECES = List.of(
            "*** Begin Patch\n",
            "*** End Patch\n",
            "*** Add File: f\n",
            "*** Update File: f\n",
            "*** Move to: g\n",
            "*** Delete File: f\n",
            "*** End of File\n",
            "@@\n",
            "@@ b\n",
            "diff --git a/f b/f\n",
            "diff --git \"a/\\303\\251\" b/f\n",
            "diff --git a/f\n",
            "index 1..2 100644\n",
            "old mode 100644\n",
            "new mode 100755\n",
            "new file mode 100644\n",
            "deleted file mode 100644\n",
            "rename from f\n",
            "rename to g\n",
            "--- a/f\n",
            "+++ b/f\n",
            "--- /dev/null\n",
            "+++ /dev/null\n",
            "--- \"a/\\7\n",
            "@@ -1 +1 @@\n",
            "@@ -1,2 +1,3 @@ x\n",
            "@@ -0,0 +1 @@\n",
            "@@ -999999999,999999999 +1,999999999 @@\n",
            " a\n",
            "-b\n",
            "+c\n",
            "+d\r\n",
            "\n",
            "\r\n",
            "\\ No newline at end of file\n",
            "-- \n",
            "\"",
            "\\",
            "\0",
            "\ud800");

    /** For a file of a, b, c and a. */
    private static final List<String> GOOD = List.of(
            "*** Begin Patch\n*** Update File: f\n@@ b\n-c\n+d\n*** End of File\n*** End Patch\n",
            "*** Begin Patch\n*** Update File: f\n*** Move to: g\n@@\n-c\n+d\n*** Delete File: i\n*** End Patch\n",
            "diff --git a/f b/f\nindex 1..2 100644\n--- a/f\n+++ b/f\n@@ -1,4 +1,5 @@\n a\n-b\n+x\n+y\n c\n a\n",
            "--- a/f\n+++ b/f\n@@ -4 +4 @@\n-a\n+z\n\\ No newline at end of file\n",
            "diff --git a/f b/g\nrename from f\nrename to g\n--- a/f\n+++ b/g\n@@ -2,2 +2,1 @@\n b\n-c\n",
            "diff --git a/n b/n\nnew file mode 100755\n--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+n\n",
            "diff --git \"a/\\303\\251\" \"b/\\303\\251\"\nold mode 100644\nnew mode 100755\n");

    @Test
    void survivesAnyTextForAMoment() throws InterruptedException {
        fuzz(Duration.ofSeconds(2));
    }

    @Test
    @Tag("once")
    void survivesAnyTextForLong() throws InterruptedException {
        fuzz(Duration.ofSeconds(Long.getLong("shadow.test.fuzzSeconds", 600)));
    }

    private static void fuzz(Duration time) throws InterruptedException {
        long seed = Long.getLong("shadow.test.seed", System.nanoTime());
        Random random = new Random(seed);
        Deadline end = Deadline.after(time);
        long read = 0;
        long refused = 0;
        while (end.remainingNanos() > 0) {
            String patch = patch(random);
            try {
                use(PatchParser.parse(patch), random);
                read++;
            } catch (ShadowException expected) {
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", patch:\n" + patch, e);
            }
        }
        System.out.println("fuzzed patches: " + read + " read, " + refused + " refused, seed " + seed);
    }

    private static void use(List<FilePatch> files, Random random) throws InterruptedException {
        String content = random.nextBoolean() ? "a\nb\nc\na\n" : "a\r\nb\r\na";
        for (FilePatch file : files) {
            PatchedText.apply(
                    WorkspacePath.parse("f"),
                    content.getBytes(StandardCharsets.UTF_8),
                    file,
                    Deadline.after(Duration.ofSeconds(5)));
        }
    }

    private static String patch(Random random) {
        return random.nextInt(4) > 0 ? spoilt(random) : invented(random);
    }

    /** Good patches in a row, some lines of them lost, doubled or replaced. */
    private static String spoilt(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(2); i >= 0; i--) {
            GOOD.get(random.nextInt(GOOD.size())).lines().forEach(line -> text.append(spoilt(line, random)));
        }
        return text.toString();
    }

    private static String spoilt(String line, Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> "";
            case 1 -> PIECES.get(random.nextInt(PIECES.size()));
            case 2 -> line + "\n" + line + "\n";
            default -> line + "\n";
        };
    }

    private static String invented(Random random) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(3) == 0) {
            text.append("*** Begin Patch\n*** Update File: f\n");
        } else if (random.nextBoolean()) {
            text.append("--- a/f\n+++ b/f\n@@ -1,2 +1,3 @@\n");
        }
        for (int i = random.nextInt(14); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        if (random.nextBoolean()) {
            text.append("*** End Patch\n");
        }
        for (int i = random.nextInt(3); i > 0 && !text.isEmpty(); i--) {
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
        }
        return text.toString();
    }
}
