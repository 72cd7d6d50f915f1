package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.ErrorCode;
import dev.shadow.file.Edit;
import dev.shadow.file.FileContent;
import dev.shadow.file.FileStat;
import dev.shadow.file.FileVersion;
import dev.shadow.file.IfExists;
import dev.shadow.file.ListRequest;
import dev.shadow.file.ReadRequest;
import dev.shadow.file.WriteRequest;
import dev.shadow.file.WriteResult;
import dev.shadow.tck.ModelFiles.ModelFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Invents calls of one path or two. Not thread-safe. */
final class ModelSteps {
    private static final FileVersion STALE = FileVersion.of("of-nothing");

    private final String top;
    private final ModelFiles model;
    private final Random random;
    private final ModelChoice choice;

    /** Paths of the model are beneath the directory {@code top} of the workspace. */
    ModelSteps(String top, ModelFiles model, Random random) {
        this.top = top;
        this.model = model;
        this.random = random;
        this.choice = new ModelChoice(model, random);
    }

    String real(String path) {
        return path.isEmpty() ? top : top + "/" + path;
    }

    ModelStep next() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> write(choice.path());
            case 2 -> upload(choice.path());
            case 3, 4 -> edit(choice.path());
            case 5 -> delete(choice.path());
            case 6 -> random.nextInt(3) == 0 ? deleteTree(choice.path()) : makeDirectory(choice.path());
            case 7 -> travel(choice.path(), choice.path(), true);
            case 8 -> travel(choice.path(), choice.path(), false);
            case 9 -> stat(choice.path());
            case 10 -> list(choice.path());
            default -> read(choice.path());
        };
    }

    private Set<ErrorCode> refusals(String path) {
        Set<ErrorCode> codes = new HashSet<>();
        if (model.isBeneathAFile(path)) {
            codes.add(ErrorCode.NOT_A_DIRECTORY);
        }
        return codes;
    }

    private Set<ErrorCode> refusalsUnlessThere(String path) {
        Set<ErrorCode> codes = refusals(path);
        if (codes.isEmpty() && !model.exists(path)) {
            codes.add(ErrorCode.NOT_FOUND);
        }
        return codes;
    }

    private Set<ErrorCode> refusalsUnlessFile(String path) {
        Set<ErrorCode> codes = refusalsUnlessThere(path);
        if (model.isDirectory(path)) {
            codes.add(ErrorCode.NOT_A_FILE);
        }
        return codes;
    }

    private Set<ErrorCode> refusalsOfWriting(String path) {
        Set<ErrorCode> codes = refusals(path);
        if (model.isDirectory(path)) {
            codes.add(ErrorCode.NOT_A_FILE);
        }
        return codes;
    }

    private boolean wasExecutable(String path) {
        return model.file(path).map(ModelFile::executable).orElse(false);
    }

    private ModelStep write(String path) {
        String text = choice.text();
        Optional<Boolean> executable = random.nextInt(3) == 0 ? Optional.of(random.nextBoolean()) : Optional.empty();
        int condition = random.nextInt(6);
        Set<ErrorCode> refusals = refusalsOfWriting(path);
        if (condition == 0 && model.file(path).isPresent()) {
            refusals.add(ErrorCode.ALREADY_EXISTS);
        } else if (condition == 1 || (condition == 2 && model.file(path).isEmpty())) {
            refusals.add(ErrorCode.VERSION_CONFLICT);
        }
        WriteRequest plain = executable
                .map(on -> WriteRequest.of(real(path), text).executable(on))
                .orElseGet(() -> WriteRequest.of(real(path), text));
        ModelFile file = new ModelFile(text, executable.orElseGet(() -> wasExecutable(path)));
        String call = "write " + path + " condition " + condition + " executable " + executable + " " + quoted(text);
        return new ModelStep(
                call,
                refusals,
                tools -> {
                    WriteRequest request = switch (condition) {
                        case 0 -> plain.ifAbsent();
                        case 1 -> plain.ifVersion(STALE);
                        case 2 ->
                            plain.ifVersion(
                                    model.file(path).isPresent()
                                            ? tools.readFile(real(path)).version()
                                            : STALE);
                        default -> plain;
                    };
                    requireResult(path, file, tools.writeFile(request));
                },
                () -> model.write(path, file));
    }

    private void requireResult(String path, ModelFile file, WriteResult result) {
        Optional<ModelFile> old = model.file(path);
        int more = file.lines().size()
                - old.map(ModelFile::lines).orElse(List.of()).size();
        assertThat(result.created()).isEqualTo(old.isEmpty());
        assertThat(result.size()).isEqualTo(file.text().length());
        assertThat(result.linesAdded() - result.linesRemoved()).isEqualTo(more);
    }

    private ModelStep upload(String path) {
        ModelFile file = new ModelFile(choice.text(), wasExecutable(path));
        return new ModelStep(
                "upload " + path + " " + quoted(file.text()),
                refusalsOfWriting(path),
                tools -> tools.upload(
                        real(path), new ByteArrayInputStream(file.text().getBytes(StandardCharsets.UTF_8))),
                () -> model.write(path, file));
    }

    private ModelStep edit(String path) {
        String before = model.file(path).map(ModelFile::text).orElse("");
        String wanted = choice.partOf(before);
        boolean all = random.nextInt(3) == 0;
        int matches = all ? count(before, wanted, wanted.length()) : count(before, wanted, 1);
        Set<ErrorCode> refusals = refusalsUnlessFile(path);
        if (refusals.isEmpty() && matches == 0) {
            refusals.add(ErrorCode.EDIT_NOT_FOUND);
        } else if (refusals.isEmpty() && matches > 1 && !all) {
            refusals.add(ErrorCode.EDIT_NOT_UNIQUE);
        }
        String fresh = "$1" + choice.word() + "\n";
        Edit edit = new Edit(wanted, fresh.equals(wanted) ? "$2\n" : fresh, all);
        ModelFile after = new ModelFile(before.replace(wanted, edit.newText()), wasExecutable(path));
        return new ModelStep(
                "edit " + path + " " + quoted(wanted) + " to " + quoted(edit.newText()) + (all ? " all" : ""),
                refusals,
                tools -> assertThat(tools.editFile(real(path), edit).replacements())
                        .isEqualTo(matches),
                () -> model.write(path, after));
    }

    private static int count(String text, String wanted, int step) {
        int count = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + step)) {
            count++;
        }
        return count;
    }

    private ModelStep delete(String path) {
        Set<ErrorCode> refusals = refusalsUnlessThere(path);
        if (model.isDirectory(path) && !model.isEmpty(path)) {
            refusals.add(ErrorCode.NOT_EMPTY);
        }
        return new ModelStep("delete " + path, refusals, tools -> tools.delete(real(path)), () -> model.delete(path));
    }

    private ModelStep deleteTree(String path) {
        return new ModelStep(
                "deleteTree " + path,
                refusalsUnlessThere(path),
                tools -> tools.deleteTree(real(path)),
                () -> model.delete(path));
    }

    private ModelStep makeDirectory(String path) {
        Set<ErrorCode> refusals = refusals(path);
        if (model.file(path).isPresent()) {
            refusals.add(ErrorCode.NOT_A_DIRECTORY);
        }
        return new ModelStep(
                "mkdir " + path, refusals, tools -> tools.mkdir(real(path)), () -> model.makeDirectories(path));
    }

    private ModelStep travel(String from, String to, boolean moves) {
        IfExists ifExists = random.nextBoolean() ? IfExists.FAIL : IfExists.REPLACE;
        Set<ErrorCode> refusals = refusalsUnlessThere(from);
        refusals.addAll(refusals(to));
        if (model.isDirectory(from) && (to + "/").startsWith(from + "/")) {
            refusals.add(ErrorCode.INVALID_ARGUMENT);
        }
        boolean replaceable = model.file(to).isPresent() && model.file(from).isPresent();
        if (model.exists(to) && (ifExists == IfExists.FAIL || !replaceable)) {
            refusals.add(ErrorCode.ALREADY_EXISTS);
        }
        return new ModelStep(
                (moves ? "move " : "copy ") + from + " to " + to + " " + ifExists,
                refusals,
                tools -> {
                    if (moves) {
                        tools.move(real(from), real(to), ifExists);
                    } else {
                        tools.copy(real(from), real(to), ifExists);
                    }
                },
                () -> travelled(from, to, moves));
    }

    private void travelled(String from, String to, boolean moves) {
        if (!from.equals(to)) {
            model.copy(from, to);
            if (moves) {
                model.delete(from);
            }
        }
    }

    private ModelStep stat(String path) {
        return new ModelStep(
                "stat " + path,
                refusalsUnlessThere(path),
                tools -> {
                    FileStat stat = tools.stat(real(path));
                    assertThat(stat.isDirectory()).isEqualTo(model.isDirectory(path));
                    assertThat(stat.size())
                            .isEqualTo(model.file(path)
                                    .map(ModelFile::text)
                                    .orElse("")
                                    .length());
                },
                () -> {});
    }

    private ModelStep list(String path) {
        int depth = 1 + random.nextInt(4);
        Set<ErrorCode> refusals = refusalsUnlessThere(path);
        if (model.file(path).isPresent()) {
            refusals.add(ErrorCode.NOT_A_DIRECTORY);
        }
        return new ModelStep(
                "list " + path + " to depth " + depth,
                refusals,
                tools -> assertThat(tools.list(ListRequest.of(real(path)).depth(depth))
                                .entries())
                        .extracting(FileStat::path)
                        .containsExactlyElementsOf(
                                model.list(path, depth).stream().map(this::real).toList()),
                () -> {});
    }

    private ModelStep read(String path) {
        List<String> lines = model.file(path).map(ModelFile::lines).orElse(List.of());
        int first = 1 + random.nextInt(4);
        int last = first + random.nextInt(3);
        boolean whole = random.nextBoolean();
        Set<ErrorCode> refusals = refusalsUnlessFile(path);
        if (refusals.isEmpty() && !whole && first > Math.max(1, lines.size())) {
            refusals.add(ErrorCode.OUT_OF_RANGE);
        }
        ReadRequest request = ReadRequest.of(real(path));
        return new ModelStep(
                "read " + path + (whole ? "" : " lines " + first + " to " + last),
                refusals,
                tools -> {
                    FileContent content = tools.readFile(whole ? request : request.lines(first, last));
                    int from = whole ? 0 : Math.min(lines.size(), first - 1);
                    int to = whole ? lines.size() : Math.min(lines.size(), last);
                    assertThat(content.text()).isEqualTo(String.join("", lines.subList(from, to)));
                    assertThat(content.totalLines()).hasValue(lines.size());
                },
                () -> {});
    }

    static String quoted(String text) {
        return "'" + text.replace("\n", "\\n") + "'";
    }
}
