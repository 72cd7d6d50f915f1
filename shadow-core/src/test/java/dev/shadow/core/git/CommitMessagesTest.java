package dev.shadow.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.git.GitIdentity;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitMessagesTest {
    private static final GitIdentity JOSE = GitIdentity.of("José O'Neil", "jose@example.org");
    private static final String TRAILER = "Co-authored-by: José O'Neil <jose@example.org>\n";

    private static String with(String message) {
        return CommitMessages.withCoAuthors(message, List.of(JOSE));
    }

    @Test
    void leavesAMessageWithoutCoAuthorsAsItIs() {
        assertThat(CommitMessages.withCoAuthors(" a\r\n\n $(b) ", List.of())).isEqualTo(" a\r\n\n $(b) ");
    }

    @Test
    void putsTheTrailerAfterABlankLine() {
        assertThat(with("Subject")).isEqualTo("Subject\n\n" + TRAILER);
        assertThat(with("fix: subject")).isEqualTo("fix: subject\n\n" + TRAILER);
        assertThat(with("Subject\n\nBody\n")).isEqualTo("Subject\n\nBody\n\n" + TRAILER);
        assertThat(with("Subject\n\n")).isEqualTo("Subject\n\n" + TRAILER);
    }

    @Test
    void joinsTrailersThatAreThere() {
        assertThat(with("Subject\n\nSigned-off-by: A <a@b>"))
                .isEqualTo("Subject\n\nSigned-off-by: A <a@b>\n" + TRAILER);
        assertThat(with("Subject\n\n" + TRAILER)).isEqualTo("Subject\n\n" + TRAILER);
    }

    @Test
    void takesProseWithAColonForProse() {
        assertThat(with("Subject\n\nNote: this\nis prose\n"))
                .isEqualTo("Subject\n\nNote: this\nis prose\n\n" + TRAILER);
    }
}
