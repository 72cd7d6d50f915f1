package dev.shadow.tck;

import dev.shadow.ErrorCode;
import dev.shadow.tck.ModelFiles.ModelFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Invents patches of a few files, none of which lies beneath another. Not thread-safe. */
final class ModelPatches {
    private final ModelSteps steps;
    private final ModelFiles model;
    private final Random random;
    private final ModelChoice choice;

    private final List<String> used = new ArrayList<>();
    private final Set<ErrorCode> refusals = new HashSet<>();
    private final List<Runnable> writes = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final StringBuilder patch = new StringBuilder("*** Begin Patch\n");

    ModelPatches(ModelSteps steps, ModelFiles model, Random random) {
        this.steps = steps;
        this.model = model;
        this.random = random;
        this.choice = new ModelChoice(model, random);
    }

    /** To be called once. */
    ModelStep next() {
        for (int i = random.nextInt(3); i >= 0; i--) {
            String path = unusedPath();
            switch (random.nextInt(3)) {
                case 0 -> add(path);
                case 1 -> delete(path);
                default -> update(path);
            }
        }
        String text = patch.append("*** End Patch\n").toString();
        return new ModelStep(
                "patch " + ModelSteps.quoted(text), refusals, tools -> tools.applyPatch(text), this::applied);
    }

    private String unusedPath() {
        for (int tries = 0; ; tries++) {
            String path = choice.path() + (tries > 20 ? tries : "");
            if (used.stream().noneMatch(other -> isSameOrBeneath(path, other) || isSameOrBeneath(other, path))) {
                used.add(path);
                return path;
            }
        }
    }

    private static boolean isSameOrBeneath(String path, String other) {
        return (path + "/").startsWith(other + "/");
    }

    private void add(String path) {
        List<String> lines = Collections.nCopies(random.nextInt(3), choice.word());
        patch.append("*** Add File: ").append(steps.real(path)).append('\n');
        lines.forEach(line -> patch.append('+').append(line).append('\n'));
        requireFree(path);
        writes.add(() -> model.write(path, new ModelFile(String.join("", ended(lines)), false)));
    }

    private static List<String> ended(List<String> lines) {
        return lines.stream().map(line -> line + "\n").toList();
    }

    private void requireFree(String path) {
        if (model.isBeneathAFile(path)) {
            refusals.add(ErrorCode.NOT_A_DIRECTORY);
        }
        if (model.exists(path)) {
            refusals.add(ErrorCode.ALREADY_EXISTS);
        }
    }

    private void requireFile(String path) {
        if (model.isBeneathAFile(path)) {
            refusals.add(ErrorCode.NOT_A_DIRECTORY);
        } else if (!model.exists(path)) {
            refusals.add(ErrorCode.NOT_FOUND);
        } else if (model.isDirectory(path)) {
            refusals.add(ErrorCode.NOT_A_FILE);
        }
    }

    private void delete(String path) {
        patch.append("*** Delete File: ").append(steps.real(path)).append('\n');
        requireFile(path);
        removals.add(path);
    }

    private void update(String path) {
        patch.append("*** Update File: ").append(steps.real(path)).append('\n');
        requireFile(path);
        String newPath = path;
        if (random.nextInt(3) == 0) {
            newPath = unusedPath();
            patch.append("*** Move to: ").append(steps.real(newPath)).append('\n');
            requireFree(newPath);
            removals.add(path);
        }
        change(path, newPath);
    }

    /** Another text for one line. */
    private void change(String path, String newPath) {
        ModelFile before = model.file(path).orElse(new ModelFile("", false));
        List<String> exact =
                before.lines().stream().map(line -> line.replace("\n", "")).toList();
        String old =
                exact.isEmpty() || random.nextInt(5) == 0 ? choice.word() : exact.get(random.nextInt(exact.size()));
        String fresh = "new" + choice.word();
        patch.append('-').append(old).append("\n+").append(fresh).append('\n');
        if (Collections.frequency(exact, old) != 1) {
            refusals.add(ErrorCode.PATCH_CONFLICT);
            return;
        }
        List<String> lines = new ArrayList<>(before.lines());
        int at = exact.indexOf(old);
        lines.set(at, fresh + lines.get(at).substring(old.length()));
        writes.add(() -> model.write(newPath, new ModelFile(String.join("", lines), before.executable())));
    }

    private void applied() {
        writes.forEach(Runnable::run);
        removals.forEach(model::delete);
        removals.forEach(path -> model.deleteEmptyDirectories(ModelFiles.parent(path)));
    }
}
