package dev.shadow.core.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineDiffTest {
    @Test
    void quotesAPathAsGitDoes() {
        LineDiff diff = between("a\n", "b\n");
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
        LineDiff diff = between(before.toString(), after.toString());
        assertThat(diff.linesAdded()).isEqualTo(diff.linesRemoved()).isPositive();
    }

    private static LineDiff between(String before, String after) {
        return LineDiff.between(before.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void itsHunksLeadFromOneContentToTheOtherAtTheLinesTheyName() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            String before = lines(random, random.nextInt(40));
            String after = random.nextInt(5) == 0 ? lines(random, random.nextInt(40)) : edited(random, before);
            assertThat(applied(before, between(before, after).unified("file")))
                    .as("seed %d", seed)
                    .isEqualTo(after);
        }
    }

    private static String lines(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("abc".charAt(random.nextInt(3))).append('\n');
        }
        return random.nextBoolean() ? text.toString() : text + "no line feed";
    }

    private static String edited(Random random, String text) {
        int from = random.nextInt(text.length() + 1);
        int to = from + random.nextInt(Math.min(5, text.length() - from + 1));
        return text.substring(0, from) + List.of("", "x", "\n", "a\nb\n").get(random.nextInt(4)) + text.substring(to);
    }

    /** As patch(1) would, trusting the line numbers and nothing else. */
    private static String applied(String before, String diff) {
        List<String> old = List.of(before.split("(?<=\n)", -1));
        StringBuilder after = new StringBuilder();
        int at = 0;
        String[] rows = diff.split("\n", -1);
        for (int i = 2; i < rows.length - 1; i++) {
            String row = rows[i];
            boolean ends = !rows[i + 1].startsWith("\\");
            if (row.startsWith("@@")) {
                String[] range = row.substring(4).split("[ ,]", -1);
                int begin = Integer.parseInt(range[0]) - (range[1].equals("0") ? 0 : 1);
                while (at < begin) {
                    after.append(old.get(at++));
                }
            } else if (row.startsWith("+")) {
                after.append(row.substring(1)).append(ends ? "\n" : "");
            } else if (!row.startsWith("\\")) {
                assertThat(old.get(at)).as("%s -> %s", before, diff).isEqualTo(row.substring(1) + (ends ? "\n" : ""));
                after.append(row.startsWith(" ") ? old.get(at) : "");
                at++;
            }
        }
        while (at < old.size()) {
            after.append(old.get(at++));
        }
        return after.toString();
    }
}
