package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.file.ListRequest;
import dev.shadow.git.CheckpointRequest;
import dev.shadow.git.CommitRequest;
import dev.shadow.tck.OriginRepository;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a kill in the middle of a restore, the next opening brings one checkpoint back whole. */
class RestoreKillTest {
    private static final int FILES = 150;

    @TempDir
    private Path scratch;

    private int cutShort;

    @Test
    void aRestoreOfAKilledProcessIsEndedByTheNextOpening() throws IOException, InterruptedException {
        kill(4);
    }

    @Test
    @Tag("soak")
    void aRestoreOfAKilledProcessIsEndedByTheNextOpeningAHundredTimes() throws IOException, InterruptedException {
        kill(100);
    }

    private void kill(int rounds) throws IOException, InterruptedException {
        long seed = Long.getLong("shadow.test.seed", System.nanoTime());
        Random random = new Random(seed);
        OriginRepository origin = OriginRepository.create(scratch);
        try (Shadow shadow = open();
                Workspace workspace = shadow.workspaces()
                        .prepare(WorkspaceSpec.forTask("restored").repository(origin.url(), "main"))) {
            write(workspace, "left");
            workspace.git().checkpoint(CheckpointRequest.of("left"));
            workspace.git().commit(CommitRequest.of("Left"));
            workspace.tools().deleteTree("left-only");
            workspace.tools().writeFile(".gitignore", "*.other\n");
            write(workspace, "right");
            workspace.git().checkpoint(CheckpointRequest.of("right"));
        }
        for (int round = 0; round < rounds; round++) {
            killOne(random.nextLong(1_500_000_000));
            cutShort += state().contains("[restoring]") ? 1 : 0;
            requireWhole("seed " + seed + ", round " + round);
        }
        System.out.println("kill -9 in restores: " + rounds + " rounds, " + cutShort
                + " of them in the middle of a restore, seed " + seed);
    }

    private static void write(Workspace workspace, String side) {
        for (int i = 0; i < FILES; i++) {
            workspace.tools().writeFile("d" + i % 7 + "/f" + i, side + i);
            workspace.tools().writeFile(side + "-only/f" + i, side + i);
        }
    }

    private Shadow open() {
        return Shadow.builder()
                .mode("local")
                .stateDirectory(scratch.resolve("state"))
                .open();
    }

    private void killOne(long afterNanos) throws IOException, InterruptedException {
        Process process = ChildJvm.start(
                RestoringProcess.class, Map.of(), scratch.resolve("state").toString(), "restored");
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = output.readLine();
            while (line != null && !line.equals("ready")) {
                line = output.readLine();
            }
            assertThat(line).isEqualTo("ready");
            LockSupport.parkNanos(afterNanos);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private String state() throws IOException {
        try (Stream<Path> files = Files.walk(scratch.resolve("state/workspaces"))) {
            Path facts = files.filter(file -> file.endsWith("git")).findFirst().orElseThrow();
            return Files.readString(facts);
        }
    }

    private void requireWhole(String round) throws IOException {
        try (Shadow shadow = open();
                Workspace workspace = shadow.workspaces().open("restored")) {
            assertThat(state()).as(round).doesNotContain("[restoring]");
            String side = workspace.tools().readFile("d0/f0").text().replaceAll("\\d", "");
            Map<String, String> expected = new TreeMap<>();
            for (int i = 0; i < FILES; i++) {
                expected.put("d" + i % 7 + "/f" + i, side + i);
                expected.put(side + "-only/f" + i, side + i);
            }
            assertThat(files(workspace)).as(round).isEqualTo(expected);
            assertThat(workspace.tools().readFile(".gitignore").text())
                    .as(round)
                    .isEqualTo(side.equals("left") ? "build/\n*.log\n" : "*.other\n");
            workspace.tools().writeFile("probe", round);
            assertThat(workspace
                            .git()
                            .commit(CommitRequest.of("Probe").paths("probe"))
                            .isCommitted())
                    .as(round)
                    .isTrue();
        }
    }

    private static Map<String, String> files(Workspace workspace) {
        Map<String, String> files = new TreeMap<>();
        List<String> paths = workspace.tools().list(ListRequest.of(".").depth(9).limit(10_000)).entries().stream()
                .filter(file -> file.isFile() && file.path().matches("(d\\d|\\w+-only)/f\\d+"))
                .map(file -> file.path())
                .toList();
        paths.forEach(path -> files.put(path, workspace.tools().readFile(path).text()));
        return files;
    }
}
