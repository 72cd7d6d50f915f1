package dev.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A reader of any public type learns whether threads may share it. */
class ThreadSafetyWordsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/shadow");

    /** A Javadoc comment, annotations, and the head of the public class or interface that they belong to. */
    private static final Pattern TYPE = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@[^\\n]*\\n\\s*)*"
                    + "public (?:static |final |sealed |abstract )*(?:class|interface|record) (\\w+)",
            Pattern.DOTALL);

    private static final Pattern WORDS = Pattern.compile(
            "Thread-safe[.,]|Not thread-safe[.,]|Implementations (?:are immutable and )?must be thread-safe");

    @Test
    void everyPublicTypeSaysWhetherItIsThreadSafe() throws IOException {
        List<String> silent = new ArrayList<>();
        int types = 0;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(ThreadSafetyWordsTest::isPublicSource).toList()) {
                Matcher matcher = TYPE.matcher(read(file));
                while (matcher.find()) {
                    types++;
                    String javadoc = matcher.group(1).replaceAll("\\s*\\n\\s*\\*\\s*", " ");
                    if (!WORDS.matcher(javadoc).find()) {
                        silent.add(file.getFileName() + ": " + matcher.group(2));
                    }
                }
            }
        }
        assertThat(types).isGreaterThan(80);
        assertThat(silent)
                .as("types that do not say whether threads may share them")
                .isEmpty();
    }

    private static boolean isPublicSource(Path file) {
        return file.toString().endsWith(".java") && !file.toString().contains("internal");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
