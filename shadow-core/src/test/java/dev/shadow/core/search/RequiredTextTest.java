package dev.shadow.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken out of an expression must be in whatever the expression matches. A failure names the seed. */
class RequiredTextTest {
    private static final long SEED = Long.getLong("shadow.test.seed", System.nanoTime());
    private static final int RUNS = 20_000;

    private static final List<String> ATOMS = List.of(
            "a",
            "b",
            "ab",
            "Q",
            "_x",
            "é",
            "\u20ac",
            "\uD83D\uDE00",
            "k",
            "S",
            "i",
            ".",
            "^",
            "$",
            "\\b",
            "\\w",
            "\\d",
            "\\.",
            "\\(",
            "\\t",
            "\\x41",
            "\\u0042",
            "\\p{Lu}",
            "\\pL",
            "\\R",
            "\\0101",
            "\\cA",
            "[ab]",
            "[^a]",
            "[b]",
            "[]a]",
            "[a&&[^b]]",
            "[\\]b]",
            "\\Qa.b\\E",
            "(?i)",
            "(?-i)",
            "(?s)",
            "(?=a)",
            "(?!b)",
            "(?<=a)",
            "(?<!b)",
            "\\N{LATIN SMALL LETTER A}",
            "\\Q[\\E",
            "}",
            "]",
            "-",
            ",",
            "\uFFFD");
    private static final List<String> QUANTIFIERS =
            List.of("", "", "", "", "?", "*", "+", "{0}", "{1}", "{2,}", "{0,2}", "??", "*?", "++", "{1,2}?");
    private static final String LETTERS =
            "abABQqxX_é\u00c9\u20ackK\u212asS\u017fiI\u0130\u0131. (\t,-}[]1\uD83D\uDE00\uFFFD";

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "foo.*barbar [barbar]",
                "(foo|quux)+ [foo,quux]",
                "(foo|b?) []",
                "foo? [fo]",
                "fo{0}x* [f]",
                "\\bLinked\\w+Queue\\( [Queue(]",
                "(?i)Queue [queue]",
                "(?x)foo []",
                "[.]txt$ [.txt]",
                "\\Qa+b\\E+ [a+b]",
                "a(?:bcd)?e(?=xyz) [a]",
                "(?<name>Queue)\\k<name> [Queue]",
            })
    void takesTheTextThatIsRarest(String regex, String expected) {
        String found = RequiredText.ofRegex(regex, false).needles().toString();
        assertThat(found.replace(" ", "")).isEqualTo(expected);
    }

    @Test
    void foldsNoLetterThatHasAThirdForm() {
        assertThat(RequiredText.ofLiteral("Skiing", true).needles().toString()).isEqualTo("[ng]");
        assertThat(RequiredText.ofLiteral("kiss", true).isUnknown()).isTrue();
    }

    @Test
    void isInEverythingThatMatches() {
        int matches = 0;
        for (int run = 0; run < RUNS; run++) {
            long seed = SEED + run;
            Random random = new Random(seed);
            String regex = expression(random, 3);
            int flags = random.nextBoolean() ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
            Pattern pattern;
            try {
                pattern = Pattern.compile(regex, flags);
            } catch (IllegalArgumentException e) {
                continue;
            }
            Needles needles = RequiredText.ofRegex(regex, flags != 0);
            for (int i = 0; i < 20; i++) {
                String text = text(random);
                if (pattern.matcher(text).find()) {
                    matches++;
                    assertThat(mayMatch(needles, text))
                            .as("seed %s: '%s' with flags %s in '%s', but not %s", seed, regex, flags, text, needles)
                            .isTrue();
                }
            }
        }
        assertThat(matches).isGreaterThan(RUNS);
    }

    private static boolean mayMatch(Needles needles, String text) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return needles.isUnknown() || needles.in(bytes).next(0) < bytes.length();
    }

    private static String expression(Random random, int depth) {
        StringBuilder regex = new StringBuilder();
        for (int i = random.nextInt(4) + 1; i > 0; i--) {
            boolean group = depth > 0 && random.nextInt(4) == 0;
            regex.append(group ? group(random, depth) : pick(random, ATOMS)).append(pick(random, QUANTIFIERS));
        }
        if (depth > 0 && random.nextInt(5) == 0) {
            regex.append('|').append(expression(random, depth - 1));
        }
        return regex.toString();
    }

    private static String group(Random random, int depth) {
        return pick(random, List.of("(", "(?:", "(?>", "(?i:", "(?<n" + depth + random.nextInt(1000) + ">"))
                + expression(random, depth - 1) + ")";
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int[] letters = LETTERS.codePoints().toArray();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
