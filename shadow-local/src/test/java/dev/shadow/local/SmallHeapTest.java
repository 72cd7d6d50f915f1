package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Shadow;
import dev.shadow.ToolExecutor;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.file.ReadRequest;
import dev.shadow.search.FindRequest;
import dev.shadow.search.GrepRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files larger than the heap pass through. */
class SmallHeapTest {
    private static final long SIZE = 200L << 20;

    @TempDir
    Path scratch;

    @Test
    void streamsReadsAndSearchesAFileLargerThanTheHeap() throws Exception {
        Process child = ChildJvm.start(Child.class, Map.of("AGENT_MODE", ""), scratch);
        assertThat(ChildJvm.output(child))
                .isEqualTo("size " + SIZE + "\nline 2 end\nmatches 1\ndownloaded " + SIZE + "\n");
    }

    @Test
    void runsACommandThatWritesMoreThanTheHeap() throws Exception {
        long bytes = 300_000_000;
        Process child = ChildJvm.start(Flood.class, Map.of("AGENT_MODE", ""), scratch, bytes);
        assertThat(ChildJvm.output(child)).isEqualTo(Flood.expected(bytes));
    }

    @Test
    @Tag("soak")
    void runsACommandThatWritesTwoGigabytes() throws Exception {
        long bytes = 2_000_000_000;
        Process child = ChildJvm.start(Flood.class, Map.of("AGENT_MODE", ""), scratch, bytes);
        assertThat(ChildJvm.output(child)).isEqualTo(Flood.expected(bytes));
    }

    /** Runs in its own process with 64 MB of heap. */
    static final class Flood {
        private Flood() {}

        static String expected(long bytes) {
            return "exited with 0, " + bytes + " bytes, " + bytes + " shown or missing, y y\n";
        }

        public static void main(String[] args) {
            try (Shadow shadow = Shadow.builder()
                            .mode("local")
                            .stateDirectory(Path.of(args[0]))
                            .open();
                    var workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("flood"))) {
                AtomicLong shown = new AtomicLong();
                CommandResult result = workspace
                        .tools()
                        .run(
                                Command.shell("yes | head -c " + args[1]),
                                chunk -> shown.addAndGet(
                                        chunk.missing() + chunk.bytes().size()));
                System.out.println(result.exit().describe() + ", "
                        + result.stdout().totalBytes() + " bytes, " + shown + " shown or missing, "
                        + result.stdout().head().utf8().charAt(0) + " "
                        + result.stdout().tail().utf8().charAt(0));
            }
        }
    }

    @Test
    void searchesATreeOfManyFilesAndHits() throws Exception {
        Process child = ChildJvm.start(Searching.class, Map.of("AGENT_MODE", ""), scratch, 3_000);
        assertThat(ChildJvm.output(child)).isEqualTo("few 3000\nwide 4 Mi\nfound 3000\n");
    }

    @Test
    @Tag("soak")
    void searchesATreeOfAHundredThousandFiles() throws Exception {
        Process child = ChildJvm.start(Searching.class, Map.of("AGENT_MODE", ""), scratch, 100_000);
        assertThat(ChildJvm.output(child)).isEqualTo("few 4 Mi\nwide 4 Mi\nfound 100000\n");
    }

    /** Searches half of its files in one directory, the others in many. */
    static final class Searching {
        private Searching() {}

        public static void main(String[] args) throws IOException {
            int files = Integer.parseInt(args[1]);
            try (Shadow shadow = Shadow.builder()
                            .mode("local")
                            .stateDirectory(Path.of(args[0]).resolve("state"))
                            .open();
                    var workspace = shadow.workspaces()
                            .prepare(WorkspaceSpec.forTask("many").directory(Path.of(args[0], "work")))) {
                for (int i = 0; i < files; i++) {
                    String directory = i % 2 == 0 ? "flat" : "d" + i % 100 + "/e" + i % 1000;
                    Path path = Path.of(args[0], "work", directory, "name-of-some-length-" + i);
                    Files.createDirectories(path.getParent());
                    Files.writeString(
                            path, ("a line that holds a needle, and then some more of it " + i + "\n").repeat(40));
                }
                ToolExecutor tools = workspace.tools();
                var few =
                        tools.grep(GrepRequest.literal("needle").limitPerFile(1).limit(100_000));
                System.out.println(
                        "few " + (few.truncated() ? "4 Mi" : few.matches().size()));
                var wide = tools.grep(
                        GrepRequest.regex("[n]eedle").context(100, 100).limit(100_000));
                System.out.println("wide " + (wide.truncated() ? "4 Mi" : "all"));
                System.out.println("found "
                        + tools.findFiles(FindRequest.glob("name*").limit(100_000))
                                .paths()
                                .size());
            }
        }
    }

    /** Runs in its own process with 64 MB of heap. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            try (Shadow shadow = Shadow.builder()
                            .mode("local")
                            .stateDirectory(Path.of(args[0]))
                            .open();
                    var workspace = shadow.workspaces().prepare(WorkspaceSpec.forTask("large"))) {
                ToolExecutor tools = workspace.tools();
                System.out.println("size " + tools.upload("big", new Filler()).size());
                System.out.println("line 2 "
                        + tools.readFile(ReadRequest.of("big").lines(2, 2)).text());
                System.out.println("matches "
                        + tools.grep(GrepRequest.literal("end")).matches().size());
                System.out.println(
                        "downloaded " + tools.download("big", 0).transferTo(OutputStream.nullOutputStream()));
            }
        }
    }

    /** One long line, and a short one. Not thread-safe. */
    private static final class Filler extends InputStream {
        private static final byte[] TAIL = {'\n', 'e', 'n', 'd'};
        private long at;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            int size = (int) Math.min(length, SIZE - at);
            for (int i = 0; i < size; i++) {
                long left = SIZE - at++;
                target[offset + i] = left <= TAIL.length ? TAIL[(int) (TAIL.length - left)] : (byte) 'x';
            }
            return size == 0 ? -1 : size;
        }
    }
}
