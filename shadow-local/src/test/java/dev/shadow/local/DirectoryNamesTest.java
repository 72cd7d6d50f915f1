package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DirectoryNamesTest {
    @Test
    void plainIdsAreTheirOwnName() {
        assertThat(DirectoryNames.of("fix-42")).isEqualTo("fix-42");
    }

    @Test
    void noTwoIdsShareANameEvenWhereCaseIsFolded() {
        List<String> ids =
                List.of("fix 42", "Fix 42", "FIX-42", "fix-42", "a/b", "a-b", "..", ".", "naïve", "x".repeat(200));
        Set<String> names = new HashSet<>();
        ids.forEach(id -> names.add(DirectoryNames.of(id).toLowerCase(Locale.ROOT)));
        assertThat(names).hasSameSizeAs(ids);
    }

    @Test
    void everyNameIsOneShortAsciiName() {
        for (String id : List.of("a/b", "../../etc", "\u202e✓", "x".repeat(200), "-rf", "~x")) {
            assertThat(DirectoryNames.of(id)).matches("[~a-z0-9._-]{1,80}").doesNotStartWith(".");
        }
    }
}
