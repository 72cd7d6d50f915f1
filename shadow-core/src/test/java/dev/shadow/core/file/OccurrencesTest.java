package dev.shadow.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.spi.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OccurrencesTest {
    private static final Deadline LATER = Deadline.after(Duration.ofMinutes(1));

    @Test
    void findsOverlappingAndDisjointOnes() throws InterruptedException {
        Occurrences occurrences = new Occurrences("aaaa", "aa", LATER);
        assertThat(occurrences.overlapping(100)).containsExactly(0, 1, 2);
        assertThat(occurrences.overlapping(2)).containsExactly(0, 1);
        assertThat(occurrences.disjoint()).containsExactly(0, 2);
        assertThat(new Occurrences("b", "aa", LATER).disjoint()).isEmpty();
    }

    @Test
    void findsLongTextAcrossTheStretchesInWhichItLooks() throws InterruptedException {
        String wanted = "x".repeat(1_000_000) + "y";
        String text = "x".repeat(1_000_100) + "y";
        assertThat(new Occurrences(text, wanted, LATER).overlapping(5)).containsExactly(100);
    }

    @Test
    void endsAtTheDeadlineWhateverTheTexts() {
        String text = "a".repeat(20_000_000);
        String wanted = "a".repeat(9_999_999) + "b";
        Deadline soon = Deadline.after(Duration.ofMillis(300));
        ShadowException failure =
                catchThrowableOfType(ShadowException.class, () -> new Occurrences(text, wanted, soon).disjoint());
        assertThat(failure.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }
}
