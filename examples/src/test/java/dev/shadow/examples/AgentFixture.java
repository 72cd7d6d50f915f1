package dev.shadow.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shadow.tck.OriginRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs the agent over a repository of the test's own, in a temporary directory of the test's own. */
abstract class AgentFixture {
    @TempDir
    Path directory;

    OriginRepository origin;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path temporary;

    @BeforeEach
    void makeRepository() throws IOException {
        temporary = Files.createDirectory(directory.resolve("tmp"));
        origin = OriginRepository.create(directory);
    }

    int agent(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--repo", origin.url()));
        all.addAll(List.of(arguments));
        return run(new Style(false), all);
    }

    int run(Style style, List<String> arguments) {
        out.reset();
        err.reset();
        Host host = new Host(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                style,
                temporary);
        return CodingAgent.run(arguments.toArray(String[]::new), host);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    Path plan(String... calls) throws IOException {
        return Files.write(directory.resolve("a plan é.jsonl"), List.of(calls));
    }

    static String call(String tool, String... arguments) throws IOException {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            named.put(arguments[i], arguments[i + 1]);
        }
        return new ObjectMapper().writeValueAsString(Map.of("tool", tool, "arguments", named));
    }

    void assertNothingPushed() {
        assertThat(origin.git("for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main\n");
    }

    void assertNothingLeft() {
        assertThat(temporary).isEmptyDirectory();
    }
}
