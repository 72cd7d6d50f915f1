package dev.shadow.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Bytes;
import dev.shadow.Subscription;
import dev.shadow.WorkspaceSpec;
import dev.shadow.command.Command;
import dev.shadow.command.CommandResult;
import dev.shadow.file.WriteRequest;
import dev.shadow.sidecar.Sidecar;
import dev.shadow.sidecar.SidecarOptions;
import dev.shadow.watch.WatchEvent;
import dev.shadow.watch.WatchRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are cut at random bytes, time and again: what arrives is the truth, and what is done is done once. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
@ExtendWith(LeakedConnections.class)
class RandomCutsTest {
    private static final long SEED = Long.getLong("shadow.test.seed", System.nanoTime() & 0xffff_ffffL);
    private static final int KINDS = 5;
    private static final int LARGE = 2_000_000;
    private static final int FILES = 300;

    private final Random random = new Random(SEED);

    @TempDir
    private Path directory;

    private Sidecar sidecar;
    private FaultRig rig;
    private int round;

    @BeforeEach
    void start() throws IOException {
        sidecar = Sidecar.start(SidecarOptions.onLoopback(directory));
        rig = new FaultRig(sidecar.addresses().get(0), WorkspaceSpec.forTask("cuts"));
    }

    @AfterEach
    void stop() throws IOException {
        rig.close();
        sidecar.close();
    }

    @Test
    void hundreds() throws Exception {
        cuts(500);
    }

    @Tag("soak")
    @Test
    void tenThousand() throws Exception {
        cuts(10_000);
    }

    private void cuts(int most) throws Exception {
        long start = System.nanoTime();
        int each = most / KINDS;
        until(each, "output", this::output);
        until(each, "PTY", this::pty);
        until(each, "watch", this::watch);
        until(each, "upload", this::upload);
        until(each, "download", this::download);
        int cuts = rig.proxy().cuts();
        int inMidStream = rig.proxy().cutsInMidStream();
        System.out.println(cuts + " cuts, " + inMidStream + " of them in mid-stream, seed " + SEED + ", "
                + (System.nanoTime() - start) / 1_000_000_000 + " s");
        assertThat(cuts).isGreaterThanOrEqualTo(most);
        assertThat(inMidStream).isGreaterThan(cuts / 10 * 9);
    }

    private interface Round {
        void run() throws Exception;
    }

    private void until(int cuts, String kind, Round work) throws Exception {
        int before = rig.proxy().cuts();
        int rounds = 0;
        while (rig.proxy().cuts() - before < cuts) {
            round++;
            rounds++;
            try {
                work.run();
            } finally {
                rig.heal();
            }
        }
        System.out.println(kind + ": " + (rig.proxy().cuts() - before) + " cuts in " + rounds + " rounds");
    }

    private void cutAnswers(int most) {
        IntSupplier bytes = FaultProxy.between(random, 1, most);
        rig.arm(() -> new Fault(Fault.Kind.CUT_ANSWER, bytes.getAsInt()));
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String sha(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void output() {
        byte[] truth = bytes(LARGE);
        rig.direct().tools().writeFile(WriteRequest.of("truth", Bytes.wrap(truth)));
        assertThat(ran(Command.shell("cat truth; echo once >> count" + round))).isEqualTo(sha(truth));
        once();
    }

    private void pty() {
        String text = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(bytes(LARGE / 2)) + "\n";
        rig.direct().tools().writeFile("truth", text);
        byte[] truth = text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        assertThat(ran(Command.shell("cat truth; echo once >> count" + round).pty(80, 24)))
                .isEqualTo(sha(truth));
        once();
    }

    /** The digest of what a command writes, seen while it runs. */
    private String ran(Command command) {
        cutAnswers(12_000);
        MessageDigest seen = digest();
        CommandResult result = rig.workspace()
                .tools()
                .run(command.timeout(Duration.ofMinutes(2)).outputLimit(1_024), chunk -> {
                    assertThat(chunk.missing()).isZero();
                    seen.update(chunk.bytes().asByteBuffer());
                });
        rig.heal();
        assertThat(result.exit().isSuccess()).isTrue();
        return HexFormat.of().formatHex(seen.digest());
    }

    private void once() {
        assertThat(rig.direct().tools().readFile("count" + round).text()).isEqualTo("once\n");
    }

    private void watch() throws Exception {
        String name = "d" + round;
        List<String> truth = IntStream.range(0, FILES)
                .mapToObj(i -> name + "/" + i + "-" + "x".repeat(200))
                .sorted()
                .toList();
        rig.direct().tools().mkdir(name);
        cutAnswers(8_000);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try (Subscription watching = rig.workspace().watch(WatchRequest.of(name), event -> {
            assertThat(event.kind()).isNotEqualTo(WatchEvent.Kind.GAP);
            if (event.kind() == WatchEvent.Kind.CREATED && !event.path().equals(name)) {
                seen.add(event.path());
            }
        })) {
            rig.direct()
                    .tools()
                    .run(Command.shell("for i in $(seq 0 " + (FILES - 1) + "); do : > " + name + "/$i-"
                            + "x".repeat(200) + "; done"));
            Collected.until(watching, () -> seen.size() >= FILES);
        }
        rig.heal();
        List<String> sorted = seen.stream().sorted().toList();
        assertThat(sha(String.join("\n", sorted).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(sha(String.join("\n", truth).getBytes(StandardCharsets.UTF_8)));
        rig.direct().tools().deleteTree(name);
    }

    private void upload() {
        byte[] truth = bytes(3 * LARGE);
        IntSupplier bytes = FaultProxy.between(random, 1, 200_000);
        rig.arm(() -> new Fault(Fault.Kind.CUT_REQUEST, bytes.getAsInt()));
        rig.workspace().tools().upload("upload" + round, new ByteArrayInputStream(truth));
        rig.heal();
        String sum = rig.direct()
                .tools()
                .run(Command.of("sha256sum", "upload" + round))
                .stdout()
                .text();
        assertThat(sum).startsWith(sha(truth));
        rig.direct().tools().delete("upload" + round);
    }

    private void download() throws IOException {
        byte[] truth = bytes(2 * LARGE);
        rig.direct().tools().writeFile(WriteRequest.of("truth", Bytes.wrap(truth)));
        cutAnswers(12_000);
        MessageDigest seen = digest();
        try (InputStream download =
                new DigestInputStream(rig.workspace().tools().download("truth", 0), seen)) {
            download.transferTo(java.io.OutputStream.nullOutputStream());
        }
        assertThat(HexFormat.of().formatHex(seen.digest())).isEqualTo(sha(truth));
    }
}
