package dev.shadow.tck;

import java.util.List;
import java.util.Random;

/** Draws what calls are about, from so little that they meet. Not thread-safe. */
final class ModelChoice {
    private static final List<String> NAMES = List.of("a", "b", "a.b", ".c", "\u00e9 $&");
    private static final List<String> WORDS = List.of("x", "xx", "y", "z ");

    private final ModelFiles model;
    private final Random random;

    ModelChoice(ModelFiles model, Random random) {
        this.model = model;
        this.random = random;
    }

    /** Mostly one that is there. */
    String path() {
        List<String> known = model.allPaths();
        if (!known.isEmpty() && random.nextInt(3) > 0) {
            String path = known.get(random.nextInt(known.size()));
            return random.nextInt(4) == 0 ? path + "/" + name() : path;
        }
        StringBuilder path = new StringBuilder(name());
        for (int i = random.nextInt(3); i > 0; i--) {
            path.append('/').append(name());
        }
        return path.toString();
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    /** Some lines, the last one with or without its end. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(word()).append('\n');
        }
        return random.nextInt(3) == 0 ? text + word() : text.toString();
    }

    /** Mostly a part of the text; never empty. */
    String partOf(String text) {
        if (text.isEmpty() || random.nextInt(4) == 0) {
            return word();
        }
        int from = random.nextInt(text.length());
        return text.substring(from, Math.min(text.length(), from + 1 + random.nextInt(4)));
    }
}
