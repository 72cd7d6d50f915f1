package dev.shadow.benchmarks;

import static dev.shadow.benchmarks.Fixtures.EFFORT;
import static dev.shadow.benchmarks.Fixtures.judge;
import static dev.shadow.benchmarks.Fixtures.row;
import static dev.shadow.benchmarks.Fixtures.throwing;
import static dev.shadow.benchmarks.Fixtures.times;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private final Report report = new Report(
            Instant.parse("2026-01-02T03:04:05Z"),
            new Machine("cpu \"x\"", 2, 1024, "Linux", "OpenJDK 17"),
            new Commit("abc", true));

    @Test
    void saysWhereAndWhatWasMeasured() throws IOException {
        JsonNode root = new ObjectMapper().readTree(report.json());
        assertThat(root.get("started").textValue()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(root.at("/machine/cpu").textValue()).isEqualTo("cpu \"x\"");
        assertThat(root.at("/machine/cores").intValue()).isEqualTo(2);
        assertThat(root.at("/machine/memoryBytes").longValue()).isEqualTo(1024);
        assertThat(root.get("jdk").textValue()).isEqualTo("OpenJDK 17");
        assertThat(root.at("/commit/id").textValue()).isEqualTo("abc");
        assertThat(root.at("/commit/dirty").booleanValue()).isTrue();
    }

    @Test
    void keepsTheMediansOfEveryRound() throws IOException {
        report.begin("local", EFFORT);
        report.add(judge(row("work", times(12, 13, 14), times(10, 10, 10), Limit.atMost(1.25))));
        JsonNode row = new ObjectMapper().readTree(report.json()).at("/suites/0/rows/0");
        assertThat(row.get("verdict").textValue()).isEqualTo("ok");
        assertThat(row.get("limit").doubleValue()).isEqualTo(1.25);
        assertThat(row.get("ratio").doubleValue()).isEqualTo(1.2);
        assertThat(row.get("rounds")).hasSize(3);
        assertThat(row.at("/rounds/2/oursNanos").doubleValue()).isEqualTo(14);
        assertThat(row.at("/rounds/2/peerNanos").doubleValue()).isEqualTo(10);
        assertThat(row.has("why")).isFalse();
    }

    @Test
    void aRowThatWasNotJudgedHasAReasonAndNoRatio() throws IOException {
        report.begin("search", EFFORT);
        report.add(judge(row("grep", times(1), throwing(new NotRunException("rg is missing")), Limit.printed())));
        JsonNode row = new ObjectMapper().readTree(report.json()).at("/suites/0/rows/0");
        assertThat(row.get("why").textValue()).isEqualTo("rg is missing");
        assertThat(row.has("ratio")).isFalse();
        assertThat(row.has("limit")).isFalse();
    }

    @Test
    void writesIntoADirectoryThatIsNotThereYet(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("new/results.json");
        report.write(file);
        assertThat(file).hasContent(report.json());
    }
}
