package dev.shadow.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The results of one run as JSON; times are in nanoseconds. Not thread-safe. */
final class Report {
    private static final int FORMAT = 1;

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode root = mapper.createObjectNode();
    private final ArrayNode suites;
    private ArrayNode rows;

    Report(Instant started, Machine machine, Commit commit) {
        root.put("format", FORMAT).put("started", started.toString());
        root.putObject("commit").put("id", commit.id()).put("dirty", commit.dirty());
        root.putObject("machine")
                .put("cpu", machine.cpu())
                .put("cores", machine.cores())
                .put("memoryBytes", machine.memoryBytes())
                .put("os", machine.os());
        root.put("jdk", machine.jdk());
        suites = root.putArray("suites");
        rows = suites;
    }

    /** Begins a suite; rows that are added belong to the suite begun last. */
    void begin(String suite, Effort effort) {
        ObjectNode node = suites.addObject().put("name", suite);
        node.putObject("effort")
                .put("label", effort.label())
                .put("rounds", effort.rounds())
                .put("forksPerSideAndRound", effort.forks())
                .put("warmupMillis", effort.warmup().toMillis())
                .put("measuredMillis", effort.measured().toMillis());
        rows = node.putArray("rows");
    }

    void add(RowResult result) {
        Row row = result.row();
        ObjectNode node = rows.addObject();
        node.put("name", row.name()).put("peer", row.peerName());
        row.limit().ratio().ifPresent(limit -> node.put("limit", limit));
        row.limit().allowance().ifPresent(more -> node.put("allowance", more.name()));
        node.put("verdict", result.verdict().toString());
        if (!result.why().isEmpty()) {
            node.put("why", result.why());
        }
        String unit = row.unit() == Row.Unit.NANOS ? "Nanos" : "Bytes";
        result.best()
                .ifPresent(best -> node.put("ratio", best.ratio())
                        .put("ours" + unit, best.ours())
                        .put("peer" + unit, best.peer()));
        ArrayNode rounds = node.putArray("rounds");
        for (Round round : result.rounds()) {
            rounds.addObject()
                    .put("ratio", round.ratio())
                    .put("oursNanos", round.ours())
                    .put("peerNanos", round.peer())
                    .put("allowedNanos", round.allowed());
        }
    }

    String json() throws IOException {
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    void write(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        if (absolute.getParent() != null) {
            Files.createDirectories(absolute.getParent());
        }
        Files.writeString(absolute, json());
    }
}
