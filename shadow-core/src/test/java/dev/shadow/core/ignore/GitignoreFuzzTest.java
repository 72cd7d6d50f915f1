package dev.shadow.core.ignore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever bytes a file of rules holds, it is read, and decides about any path. A failure names the seed. */
class GitignoreFuzzTest {
    private static final long SEED = Long.getLong("shadow.test.seed", System.nanoTime());
    private static final String ODD = "ab/*?[]!\\#-^: \n\r\0\u00ef\u00bb\u00bf.";
    private static final List<String> CLASSES =
            List.of("[:alpha:]", "[[:digit:]]", "[[:x:]]", "**", "**/", "/**", "[!");

    @Test
    void anyBytesAreRules() {
        for (int i = 0; i < 20_000; i++) {
            judge(SEED + i);
        }
    }

    @Test
    @Tag("once")
    void anyBytesAreRulesForTenMinutes() {
        long end = System.nanoTime() + Duration.ofMinutes(10).toNanos();
        for (long seed = SEED; System.nanoTime() < end; seed++) {
            judge(seed);
        }
    }

    @Test
    void aRuleOfManyStarsTakesNoLongerThanOthers() {
        RuleFile rules = parse("a*".repeat(20_000) + "b\n" + "**/".repeat(2_000) + "x\n/" + "*/".repeat(2_000) + "x");
        assertThat(rules.judge("a".repeat(250), "a/".repeat(120) + "a".repeat(250), false))
                .isEqualTo(RuleFile.Verdict.NOTHING);
    }

    private static void judge(long seed) {
        Random random = new Random(seed);
        RuleFile rules = parse(text(random, random.nextInt(40)));
        for (int i = 0; i < 3; i++) {
            String name = ByteText.of(text(random, random.nextInt(8)).replace("/", ""));
            String path = ByteText.of(text(random, random.nextInt(8))) + "/" + name;
            assertThat(rules.judge(name, path, random.nextBoolean()))
                    .as("seed %s", seed)
                    .isNotNull();
        }
    }

    private static RuleFile parse(String text) {
        return RuleFile.parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            if (random.nextInt(6) == 0) {
                text.append(CLASSES.get(random.nextInt(CLASSES.size())));
            } else {
                text.append(ODD.charAt(random.nextInt(ODD.length())));
            }
        }
        return text.toString();
    }
}
