package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.FileTools;
import dev.shadow.Shadow;
import dev.shadow.Workspace;
import dev.shadow.WorkspaceSpec;
import dev.shadow.file.ListRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patch is whole or absent after the workspace is opened again, whenever its process was killed. */
class PatchKillTest {
    @TempDir
    private Path scratch;

    private int interruptedPatches;

    @Test
    void aPatchOfAKilledProcessIsWholeOrAbsent() throws IOException, InterruptedException {
        kill(20);
    }

    @Test
    @Tag("soak")
    void aPatchOfAKilledProcessIsWholeOrAbsentAThousandTimes() throws IOException, InterruptedException {
        kill(1_000);
    }

    private void kill(int rounds) throws IOException, InterruptedException {
        long seed = Long.getLong("shadow.test.seed", System.nanoTime());
        Random random = new Random(seed);
        String id;
        try (Shadow shadow = open();
                Workspace workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("patched"))) {
            id = workspace.id();
            FileTools files = workspace.tools();
            for (int i = 0; i < PatchingProcess.FILES; i++) {
                files.writeFile("d" + i % 3 + "/f" + i, "0\n");
            }
            files.writeFile("moves/0", "moved\n");
            files.writeFile("comes0/f", "new\n");
        }
        int state = 0;
        for (int round = 0; round < rounds; round++) {
            int told = killOne(id, state, random.nextInt(40_000_000));
            interruptedPatches += countJournals() > 0 ? 1 : 0;
            state = requireWhole(id, told, "seed " + seed + ", round " + round);
        }
        System.out.println("kill -9 in patches: " + rounds + " rounds, " + interruptedPatches
                + " of them in the middle of a patch, seed " + seed);
    }

    private Shadow open() {
        return Shadow.builder()
                .mode("local")
                .stateDirectory(scratch.resolve("state"))
                .open();
    }

    /** The last state that the process told. */
    private int killOne(String id, int state, long afterNanos) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PatchingProcess.class.getName(),
                        scratch.resolve("state").toString(),
                        id,
                        String.valueOf(state)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int told = state;
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            told = 1 + Integer.parseInt(output.readLine());
            LockSupport.parkNanos(afterNanos);
            process.toHandle().destroyForcibly(); // the pipe stays open, for what was told until then
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                told = Math.max(told, line.equals(String.valueOf(told)) ? told + 1 : told);
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        return told;
    }

    private long countJournals() throws IOException {
        long[] count = {0};
        Files.walkFileTree(scratch.resolve("state"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                count[0] += file.toString().endsWith(".journal") ? 1 : 0;
                return FileVisitResult.CONTINUE;
            }
        });
        return count[0];
    }

    private int requireWhole(String id, int told, String round) throws IOException {
        try (Shadow shadow = open();
                Workspace workspace = shadow.workspaces().open(id)) {
            assertThat(countJournals()).as(round).isZero();
            FileTools files = workspace.tools();
            int state = Integer.parseInt(files.readFile("d0/f0").text().strip());
            assertThat(state).as(round).isBetween(told, told + 1);
            TreeSet<String> expected = new TreeSet<>(List.of("comes" + state, "comes" + state + "/f"));
            expected.addAll(List.of("moves", "moves/" + state, "d0", "d1", "d2"));
            for (int i = 0; i < PatchingProcess.FILES; i++) {
                String path = "d" + i % 3 + "/f" + i;
                assertThat(files.readFile(path).text()).as(round).isEqualTo(state + "\n");
                expected.add(path);
            }
            assertThat(files.list(ListRequest.of(".").depth(9).includeHidden(true))
                            .entries())
                    .as(round)
                    .extracting(entry -> entry.path())
                    .containsExactlyInAnyOrderElementsOf(expected);
            return state;
        }
    }
}
