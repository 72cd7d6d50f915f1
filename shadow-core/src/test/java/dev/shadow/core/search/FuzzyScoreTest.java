package dev.shadow.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FuzzyScoreTest {
    private static List<String> ranked(String query, String... paths) {
        FuzzyScore score = new FuzzyScore(query);
        BestPaths best = new BestPaths(100);
        for (String path : paths) {
            OptionalInt fit = score.of(path);
            if (fit.isPresent()) {
                best.add(path, fit.getAsInt());
            }
        }
        return new ArrayList<>(best.paths());
    }

    @Test
    void lettersMustOccurInTheirOrder() {
        assertThat(ranked("abc", "a/b/c", "cba", "axbxc", "ab")).containsExactlyInAnyOrder("a/b/c", "axbxc");
        assertThat(ranked("a b", "ab")).containsExactly("ab");
    }

    @Test
    void theFilesOwnNameCountsMoreThanItsDirectories() {
        assertThat(ranked("user", "user/model/Thing.java", "model/User.java")).startsWith("model/User.java");
        assertThat(ranked("app.js", "app/js/main.ts", "lib/snapp.json", "src/app.js"))
                .startsWith("src/app.js");
    }

    @Test
    void lettersThatFollowOrBeginWordsCountMore() {
        assertThat(ranked("fb", "xfxbx", "FooBar", "fabric")).startsWith("FooBar");
        assertThat(ranked("bar", "b-x-a-x-r", "xbarx")).startsWith("xbarx");
        assertThat(ranked("fs", "fast_store", "file_store_x", "f_s")).startsWith("f_s");
    }

    @Test
    void equalsComeShortestFirstThenByLetters() {
        assertThat(ranked("x", "x/b.x", "x/a.x", "x/aa.x")).containsExactly("x/a.x", "x/b.x", "x/aa.x");
    }

    @Test
    void findsTheBestPlacementAndNotTheFirst() {
        FuzzyScore score = new FuzzyScore("abc");
        assertThat(score.of("axbxc/abc").orElseThrow())
                .isGreaterThan(score.of("axbxc/axbxc").orElseThrow());
    }
}
