package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.FileTools;
import dev.shadow.file.FileStat;
import dev.shadow.file.ListRequest;
import dev.shadow.tck.ModelFiles.ModelFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random sequences of {@link FileTools} do what they do to a simple model. */
interface FileModelContract extends ContractFixture {
    /** Of one sequence. */
    int STEPS = 40;

    @Test
    default void sequencesOfCallsDoWhatTheyDoToAModel() {
        runSequences(80);
    }

    @Test
    @Tag("soak")
    default void thousandsOfSequencesOfCallsDoWhatTheyDoToAModel() {
        runSequences(5_000);
    }

    private void runSequences(int sequences) {
        long seed = Long.getLong("shadow.test.seed", System.nanoTime());
        System.out.println("files beside a model: " + sequences + " sequences of " + STEPS + " steps, seed " + seed);
        for (int i = 0; i < sequences; i++) {
            runSequence("m" + i, new Random(seed + i), "seed " + seed + ", sequence " + i);
        }
    }

    private void runSequence(String top, Random random, String which) {
        FileTools tools = workspace().tools();
        tools.mkdir(top);
        ModelFiles model = new ModelFiles();
        ModelSteps steps = new ModelSteps(top, model, random);
        boolean patches = workspace().capabilities().has(Capability.PATCHES);
        List<String> done = new ArrayList<>();
        try {
            for (int i = 0; i < STEPS; i++) {
                ModelStep step = patches && random.nextInt(8) == 0
                        ? new ModelPatches(steps, model, random).next()
                        : steps.next();
                done.add(step.call() + (step.refusals().isEmpty() ? "" : " must be refused: " + step.refusals()));
                step.run(tools);
                tools.mkdir(top);
            }
            requireSame(tools, top, model);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(which + ", steps:\n" + String.join("\n", done), e);
        }
        tools.deleteTree(top);
    }

    private void requireSame(FileTools tools, String top, ModelFiles model) {
        List<FileStat> found =
                tools.list(ListRequest.of(top).depth(100).includeIgnored(true)).entries();
        assertThat(found)
                .extracting(FileStat::path)
                .containsExactlyElementsOf(
                        model.allPaths().stream().map(path -> top + "/" + path).toList());
        for (FileStat stat : found) {
            String path = stat.path().substring(top.length() + 1);
            assertThat(stat.isDirectory()).as(path).isEqualTo(model.isDirectory(path));
            model.file(path).ifPresent(file -> requireSame(tools, stat, file));
        }
    }

    private void requireSame(FileTools tools, FileStat stat, ModelFile file) {
        assertThat(tools.readFile(stat.path()).text()).as(stat.path()).isEqualTo(file.text());
        if (workspace().capabilities().has(Capability.EXECUTABLE_BIT)) {
            assertThat(stat.executable()).as(stat.path()).isEqualTo(file.executable());
        }
    }
}
