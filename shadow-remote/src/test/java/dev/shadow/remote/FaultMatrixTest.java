package dev.shadow.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.WorkspaceSpec;
import dev.shadow.sidecar.Sidecar;
import dev.shadow.sidecar.SidecarOptions;
import dev.shadow.tck.OriginRepository;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each group of operations under each fault: what the caller sees, and how often it was done. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
@ExtendWith(LeakedConnections.class)
class FaultMatrixTest {
    private static final AtomicInteger TAGS = new AtomicInteger();

    @TempDir
    static Path directory;

    private static Sidecar sidecar;
    private static OriginRepository origin;
    private static FaultRig rig;

    @BeforeAll
    static void start() throws Exception {
        sidecar = Sidecar.start(SidecarOptions.onLoopback(directory.resolve("state")));
        origin = OriginRepository.create(directory);
        rig = new FaultRig(
                sidecar.addresses().get(0), WorkspaceSpec.forTask("faults").repository(origin.url(), "main"));
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
        sidecar.close();
    }

    static Stream<Arguments> quick() {
        return cells(false);
    }

    /** Those in which somebody has to wait for silence. */
    static Stream<Arguments> slow() {
        return cells(true);
    }

    private static Stream<Arguments> cells(boolean silent) {
        return FaultCases.all().stream()
                .flatMap(operation -> Stream.of(FaultColumn.values())
                        .filter(column -> column.isSilent() == silent)
                        .map(column -> Arguments.of(operation, column)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("quick")
    void whatTheCallerSees(FaultCase operation, FaultColumn column) throws Exception {
        check(operation, column);
    }

    @Tag("soak")
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("slow")
    void whatTheCallerSeesOfSilence(FaultCase operation, FaultColumn column) throws Exception {
        check(operation, column);
    }

    @Test
    void silenceIsNoticed() throws Exception {
        for (FaultCase operation : FaultCases.all()) {
            if (operation.name().equals("write") || operation.name().equals("output, followed")) {
                check(operation, FaultColumn.STALL);
            }
        }
    }

    @Test
    void theTableInTheDocumentationIsWhatIsAsserted() {
        assertThat(FaultTable.inDocumentation()).isEqualTo(FaultTable.expected());
    }

    private static void check(FaultCase operation, FaultColumn column) throws Exception {
        FaultCase.Place place = rig.place(origin, "t" + TAGS.incrementAndGet(), column.time(operation));
        operation.prepare().run(place);
        int before = rig.proxy().cuts();
        int connections = rig.proxy().connections();
        column.strike(rig, operation);
        String expected = column.seenBy(operation);
        Object seen;
        try {
            seen = outcome(operation, place);
        } finally {
            rig.heal();
        }
        if (column.isSilent()) { // whoever is silent by itself for so long is given up before the fault strikes
            assertThat(rig.proxy().connections())
                    .as("connections")
                    .isGreaterThan(connections + (expected.equals(FaultColumn.SAME) ? 1 : 0));
        } else {
            assertThat(rig.proxy().cuts()).as("faults that took effect").isGreaterThan(before);
        }
        assertThat(seen instanceof ErrorCode code ? code.name() : FaultColumn.SAME)
                .as("%s", seen)
                .isEqualTo(expected);
        OptionalInt effects = operation.effectsAt(place);
        if (expected.equals(FaultColumn.SAME)) {
            assertThat(seen).isEqualTo(operation.expected().at(place));
            assertThat(effects.orElse(1)).as("effects").isEqualTo(1);
        } else {
            assertThat(effects.orElse(0)).as("effects").isBetween(0, 1);
        }
    }

    private static Object outcome(FaultCase operation, FaultCase.Place place) throws Exception {
        try {
            return operation.act().at(place);
        } catch (Exception failure) {
            for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof ShadowException known) {
                    return known.code();
                }
            }
            throw failure;
        }
    }
}
