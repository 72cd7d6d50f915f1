package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.ErrorCode;
import dev.shadow.FileTools;
import dev.shadow.file.FileContent;
import dev.shadow.file.FileStat;
import dev.shadow.file.FileType;
import dev.shadow.file.ReadOutcome;
import dev.shadow.file.ReadRequest;
import dev.shadow.file.WriteRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link FileTools} promises of reading. */
interface FileReadingContract extends ContractFixture {
    private FileTools tools() {
        return workspace().tools();
    }

    @Test
    default void readsAWholeFileToTheByte() {
        FileContent content = tools().readFile("README.md");
        assertThat(content.text()).isEqualTo("# Fixture\n\nteh first line\n");
        assertThat(content.path()).isEqualTo("README.md");
        assertThat(content.offset()).isZero();
        assertThat(content.totalBytes()).isEqualTo(content.bytes().size());
        assertThat(content.totalLines()).hasValue(3);
        assertThat(content.version().weak()).isFalse();
        assertThat(content.isBinary()).isFalse();
    }

    @Test
    default void readsAnEmptyFile() {
        tools().writeFile("empty", "");
        FileContent content = tools().readFile("empty");
        assertThat(content.bytes()).isEqualTo(Bytes.EMPTY);
        assertThat(content.totalLines()).hasValue(0);
        assertThat(tools().readFile(ReadRequest.of("empty").lines(1, 10)).text())
                .isEmpty();
        assertThat(tools().readFile(ReadRequest.of("empty").bytes(0, 10)).bytes())
                .isEqualTo(Bytes.EMPTY);
        failure(
                ErrorCode.OUT_OF_RANGE,
                () -> tools().readFile(ReadRequest.of("empty").lines(2, 2)));
    }

    @Test
    default void countsALastLineWithoutLineFeed() {
        tools().writeFile("f", "a\nb");
        assertThat(tools().readFile("f").totalLines()).hasValue(2);
        tools().writeFile("f", "a\nb\n");
        assertThat(tools().readFile("f").totalLines()).hasValue(2);
        tools().writeFile("f", "\n");
        assertThat(tools().readFile("f").totalLines()).hasValue(1);
    }

    @Test
    default void readsARangeOfLinesWithTheirEndings() {
        tools().writeFile("f", "one\r\ntwo\nthree\rstill three\nfour");
        FileContent middle = tools().readFile(ReadRequest.of("f").lines(2, 3));
        assertThat(middle.text()).isEqualTo("two\nthree\rstill three\n");
        assertThat(middle.offset()).isEqualTo(5);
        assertThat(middle.totalLines()).hasValue(4);
        assertThat(middle.totalBytes()).isEqualTo(31);
        assertThat(middle.version()).isEqualTo(tools().readFile("f").version());
        assertThat(tools().readFile(ReadRequest.of("f").lines(1, 1)).text()).isEqualTo("one\r\n");
        assertThat(tools().readFile(ReadRequest.of("f").lines(4, Long.MAX_VALUE))
                        .text())
                .isEqualTo("four");
    }

    @Test
    default void readsLinesPastTheEndAsAnErrorThatTellsHowManyThereAre() {
        assertThat(failure(
                                ErrorCode.OUT_OF_RANGE,
                                () -> tools().readFile(
                                                ReadRequest.of("README.md").lines(4, 9)))
                        .details())
                .containsEntry("totalLines", "3");
    }

    @Test
    default void readsARangeOfBytes() {
        FileContent part = tools().readFile(ReadRequest.of("README.md").bytes(2, 7));
        assertThat(part.bytes().utf8()).isEqualTo("Fixture");
        assertThat(part.offset()).isEqualTo(2);
        assertThat(part.totalBytes()).isEqualTo(26);
        assertThat(part.totalLines()).isEmpty();
        assertThat(part.version()).isEqualTo(tools().readFile("README.md").version());
        assertThat(tools().readFile(ReadRequest.of("README.md").bytes(20, 1_000))
                        .bytes()
                        .utf8())
                .isEqualTo(" line\n");
        assertThat(tools().readFile(ReadRequest.of("README.md").bytes(26, 1))
                        .bytes()
                        .isEmpty())
                .isTrue();
        failure(
                ErrorCode.OUT_OF_RANGE,
                () -> tools().readFile(ReadRequest.of("README.md").bytes(27, 1)));
    }

    @Test
    default void readsBinaryAsItIs() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        tools().writeFile(WriteRequest.of("data.bin", Bytes.copyOf(all)));
        FileContent content = tools().readFile("data.bin");
        assertThat(content.bytes().toByteArray()).isEqualTo(all);
        assertThat(content.isBinary()).isTrue();
        failure(ErrorCode.BINARY_FILE, content::text);
    }

    @Test
    default void refusesMoreThanTheLimitAndTellsHowToGoOn() {
        tools().writeFile("f", "line 1\nline 2\nline 3\n");
        ReadRequest small = ReadRequest.of("f").maxBytes(14);
        assertThat(failure(ErrorCode.TOO_LARGE, () -> tools().readFile(small)).message())
                .contains("21", "14", "range", "download");
        assertThat(failure(ErrorCode.TOO_LARGE, () -> tools().readFile(small.lines(1, 3)))
                        .details())
                .containsEntry("line", "3");
        failure(ErrorCode.TOO_LARGE, () -> tools().readFile(small.bytes(0, 15)));
        assertThat(tools().readFile(small.lines(1, 2)).text()).isEqualTo("line 1\nline 2\n");
        assertThat(tools().readFile(small.bytes(7, 14)).text()).isEqualTo("line 2\nline 3\n");
    }

    @Test
    default void readsAHugeLineInPieces() {
        tools().writeFile("huge", "x".repeat(3_000_000) + "\nend");
        failure(
                ErrorCode.TOO_LARGE,
                () -> tools().readFile(ReadRequest.of("huge").maxBytes(1_000).lines(1, 1)));
        assertThat(tools().readFile(ReadRequest.of("huge").lines(2, 2)).text()).isEqualTo("end");
        assertThat(tools().readFile(ReadRequest.of("huge").bytes(2_999_998, 10)).text())
                .isEqualTo("xx\nend");
    }

    @Test
    default void tellsVersionsOfContentsApartAndOfEqualOnesNot() {
        var first = tools().writeFile("f", "a").version();
        assertThat(tools().readFile("f").version()).isEqualTo(first);
        assertThat(tools().writeFile("f", "b").version()).isNotEqualTo(first);
        assertThat(tools().writeFile("f", "a").version()).isEqualTo(first);
    }

    @Test
    default void marksTheVersionOfALargeFileAsWeak() {
        tools().writeFile("large", "0123456789abcdef".repeat(600_000));
        FileContent part = tools().readFile(ReadRequest.of("large").bytes(16, 16));
        assertThat(part.version().weak()).isTrue();
        assertThat(part.text()).isEqualTo("0123456789abcdef");
        assertThat(tools().readFile("large").version()).isEqualTo(part.version());
    }

    @Test
    default void oneMissingFileDoesNotSpoilABatch() {
        List<ReadOutcome> outcomes = tools().readFiles(List.of(
                ReadRequest.of("README.md").lines(1, 1), ReadRequest.of("missing"), ReadRequest.of("run.sh")));
        assertThat(outcomes).extracting(ReadOutcome::path).containsExactly("README.md", "missing", "run.sh");
        assertThat(outcomes.get(0).content().text()).isEqualTo("# Fixture\n");
        assertThat(outcomes.get(1))
                .isInstanceOfSatisfying(
                        ReadOutcome.Failure.class,
                        failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(outcomes.get(2).content().text()).endsWith("echo ran\n");
    }

    @Test
    default void aBatchIsBoundedInNumberAndBytes() {
        assertThat(tools().readFiles(List.of())).isEmpty();
        failure(
                ErrorCode.INVALID_ARGUMENT,
                () -> tools().readFiles(Collections.nCopies(1_001, ReadRequest.of("README.md"))));
        tools().writeFile("large", "x".repeat(9 << 20));
        List<ReadOutcome> outcomes = tools().readFiles(Collections.nCopies(9, ReadRequest.of("large")));
        assertThat(outcomes.subList(0, 7)).allMatch(ReadOutcome.Success.class::isInstance);
        failure(ErrorCode.TOO_LARGE, () -> outcomes.get(7).content());
        failure(ErrorCode.TOO_LARGE, () -> outcomes.get(8).content());
    }

    @Test
    default void downloadsFromAnOffset() throws IOException {
        try (InputStream stream = tools().download("README.md", 2)) {
            assertThat(stream.readAllBytes()).asString().isEqualTo("Fixture\n\nteh first line\n");
        }
        try (InputStream stream = tools().download("README.md", 26)) {
            assertThat(stream.readAllBytes()).isEmpty();
        }
        failure(ErrorCode.OUT_OF_RANGE, () -> tools().download("README.md", 27));
        failure(ErrorCode.NOT_FOUND, () -> tools().download("missing", 0));
        failure(ErrorCode.INVALID_ARGUMENT, () -> tools().download("README.md", -1));
        failure(ErrorCode.NOT_A_FILE, () -> tools().download("src", 0));
    }

    @Test
    default void aDownloadReadsTheFileThatWasThereWhenItBegan() throws IOException {
        tools().writeFile("f", "old".repeat(100_000));
        try (InputStream stream = tools().download("f", 0)) {
            assertThat(stream.read()).isEqualTo('o');
            tools().writeFile("f", "new");
            assertThat(new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("old".repeat(100_000).substring(1));
        }
    }

    @Test
    default void statTellsWhatAPathIs() {
        FileStat file = tools().stat("run.sh");
        assertThat(file.type()).isEqualTo(FileType.FILE);
        assertThat(file.isFile()).isTrue();
        assertThat(file.path()).isEqualTo("run.sh");
        assertThat(file.size()).isEqualTo(19);
        FileStat directory = tools().stat("src/");
        assertThat(directory.isDirectory()).isTrue();
        assertThat(directory.path()).isEqualTo("src");
        assertThat(directory.size()).isZero();
        assertThat(tools().stat(".").path()).isEqualTo(".");
        assertThat(tools().stat(".").isDirectory()).isTrue();
    }

    @Test
    default void whatIsMissingOrNoFileIsRefusedByName() {
        failure(ErrorCode.NOT_FOUND, () -> tools().readFile("missing"));
        failure(ErrorCode.NOT_FOUND, () -> tools().readFile("missing/too"));
        failure(ErrorCode.NOT_FOUND, () -> tools().stat("missing"));
        failure(ErrorCode.NOT_A_FILE, () -> tools().readFile("src"));
        failure(ErrorCode.NOT_A_FILE, () -> tools().readFile("."));
        failure(ErrorCode.NOT_A_DIRECTORY, () -> tools().readFile("README.md/inside"));
    }
}
