package dev.shadow.benchmarks;

import static dev.shadow.benchmarks.Fixtures.row;
import static dev.shadow.benchmarks.Fixtures.suite;
import static dev.shadow.benchmarks.Fixtures.throwing;
import static dev.shadow.benchmarks.Fixtures.times;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    @TempDir
    Path root;

    private int run(List<Suite> suites, boolean terminal, String... args) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(complaints, true, StandardCharsets.UTF_8);
        return new Main(new Suites(suites), root, new Console(out, terminal)).exitStatus(errors, args);
    }

    private static Suite passing(String name) {
        return suite(name, row(name + " row", times(1, 1, 1), times(1, 1, 1), Limit.atMost(1)));
    }

    private static Suite over(String name) {
        return suite(name, row(name + " row", times(3, 3, 3), times(1, 1, 1), Limit.atMost(1)));
    }

    @Test
    void measuresEverythingWhenNothingIsNamed() {
        assertThat(run(List.of(passing("one"), passing("two")), false)).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("one row", "two row");
    }

    @Test
    void measuresOnlyWhatIsNamedAndOnce() {
        assertThat(run(List.of(over("one"), passing("two")), false, "two", "two"))
                .isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("two row").doesNotContain("one row");
    }

    @Test
    void measuresOnlyTheRowsAskedFor() {
        Suite two = suite(
                "two",
                row("slow work", times(3, 3, 3), times(1, 1, 1), Limit.atMost(1)),
                row("quick work", times(1, 1, 1), times(1, 1, 1), Limit.atMost(1)));
        assertThat(run(List.of(two), false, "--only", "quick")).isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("quick work")
                .doesNotContain("slow work");
        assertThat(run(List.of(two), false, "--only", "fast")).isEqualTo(2);
        assertThat(complaints.toString(StandardCharsets.UTF_8)).contains("'fast'", "slow work, quick work");
        assertThat(run(List.of(two), false, "--only")).isEqualTo(2);
    }

    @Test
    void endsWithOneWhenARowIsOverAndStillMeasuresTheRest() {
        assertThat(run(List.of(over("one"), passing("two")), false)).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("OVER", "two row");
    }

    @Test
    void endsWithOneAfterAWrongResultAndWithZeroWhenSomethingIsMissing() {
        Side wrong = throwing(new WrongResultException("content differs"));
        Side missing = throwing(new NotRunException("rg is missing"));
        assertThat(run(List.of(suite("one", row("row", wrong, times(1), Limit.printed()))), false))
                .isEqualTo(1);
        assertThat(run(List.of(suite("one", row("row", times(1), missing, Limit.printed()))), false))
                .isZero();
    }

    @Test
    void refusesAnUnknownNameAndListsWhatThereIs() {
        assertThat(run(List.of(passing("one"), passing("two")), false, "three")).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(complaints.toString(StandardCharsets.UTF_8))
                .isEqualToIgnoringNewLines(
                        "benchmarks/run: there is no benchmark named 'three'; there are: one, two\n");
    }

    @Test
    void refusesAnUnknownOptionAndAMissingFile() {
        assertThat(run(List.of(passing("one")), false, "--fast")).isEqualTo(2);
        assertThat(run(List.of(passing("one")), false, "--json")).isEqualTo(2);
    }

    @Test
    void writesResultsBesideTheBuildUnlessAFileIsNamed() throws IOException {
        run(List.of(passing("one"), passing("two")), false);
        try (Stream<Path> files = Files.list(root.resolve("benchmarks/target/results"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .singleElement()
                    .asString()
                    .matches("one\\+two-\\d{8}T\\d{6}Z\\.json");
        }
        Path named = root.resolve("my results.json");
        run(List.of(passing("one")), false, "--quick", "--json", named.toString());
        assertThat(named).content().contains("\"quick\"", "\"one row\"");
    }

    @Test
    void isPlainUnlessOnATerminal() {
        run(List.of(passing("one")), false);
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b", "\r");
        run(List.of(passing("one")), true);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("\u001b[32m");
    }

    @Test
    void helpNamesTheSuites() {
        assertThat(run(List.of(passing("one"), passing("two")), false, "--help"))
                .isZero();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("one, two", "--quick");
    }
}
