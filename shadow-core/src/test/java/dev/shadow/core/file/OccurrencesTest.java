package dev.shadow.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.spi.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
    private static final Deadline LATER = Deadline.after(Duration.ofMinutes(1));

    private static Occurrences occurrences(String text, String wanted, Deadline deadline) {
        return new Occurrences(
                text.getBytes(StandardCharsets.US_ASCII), wanted.getBytes(StandardCharsets.US_ASCII), deadline);
    }

    @Test
    void findsAllAcrossStretchesWhereverTheyLie() throws InterruptedException {
        long seed = System.nanoTime();
        System.out.println("occurrences in random text, seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(200_000); i >= 0; i--) {
                text.append((char) ('a' + random.nextInt(2)));
            }
            String wanted = "abba".repeat(1 + random.nextInt(3));
            List<Integer> expected = new ArrayList<>();
            for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
                expected.add(at);
            }
            assertThat(occurrences(text.toString(), wanted, LATER).overlapping(Integer.MAX_VALUE))
                    .isEqualTo(expected);
        }
    }

    @Test
    void findsOverlappingAndDisjointOnes() throws InterruptedException {
        Occurrences occurrences = occurrences("aaaa", "aa", LATER);
        assertThat(occurrences.overlapping(100)).containsExactly(0, 1, 2);
        assertThat(occurrences.overlapping(2)).containsExactly(0, 1);
        assertThat(occurrences.disjoint()).containsExactly(0, 2);
        assertThat(occurrences("b", "aa", LATER).disjoint()).isEmpty();
    }

    @Test
    void findsLongTextAcrossTheStretchesInWhichItLooks() throws InterruptedException {
        String wanted = "x".repeat(1_000_000) + "y";
        String text = "x".repeat(1_000_100) + "y";
        assertThat(occurrences(text, wanted, LATER).overlapping(5)).containsExactly(100);
    }

    @Test
    void endsAtTheDeadlineWhateverTheTexts() {
        String text = "a".repeat(20_000_000);
        String wanted = "a".repeat(9_999_999) + "b";
        Deadline soon = Deadline.after(Duration.ofMillis(300));
        ShadowException failure = catchThrowableOfType(
                ShadowException.class, () -> occurrences(text, wanted, soon).disjoint());
        assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }
}
