package dev.shadow.remote;

import dev.shadow.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/** A fault as a column of the table, and what callers see of it. */
enum FaultColumn {
    CUT_REQUEST("cut in the request", Fault.Kind.CUT_REQUEST, true),
    CUT_ANSWER("cut in the answer", Fault.Kind.CUT_ANSWER, true),
    RESET("reset when it was taken", Fault.Kind.RESET_WHEN_TAKEN, true),
    DROPPED("dropped at once", Fault.Kind.DROPPED, true),
    REFUSED("refused", Fault.Kind.REFUSED, true),
    BAD_GATEWAY("502 of a proxy", Fault.Kind.BAD_GATEWAY, true),
    UNAVAILABLE("503 of a proxy", Fault.Kind.UNAVAILABLE, true),
    SLOW("slow", Fault.Kind.SLOW, true),
    TWICE("sent twice", Fault.Kind.TWICE, true),
    STALL("stalled", Fault.Kind.STALL, true),
    HALF_OPEN("half-open", Fault.Kind.HALF_OPEN, true),
    ALWAYS_CUT("cut every time", Fault.Kind.CUT_ANSWER, false),
    ALWAYS_REFUSED("refused every time", Fault.Kind.REFUSED, false),
    ALWAYS_STALLED("stalled every time", Fault.Kind.STALL, false);

    static final String SAME = "same";

    private static final int IN_A_HEAD = 100;
    private static final int IN_A_STREAM = 40_000;

    private final String title;
    private final Fault.Kind kind;
    private final boolean passes;

    FaultColumn(String title, Fault.Kind kind, boolean passes) {
        this.title = title;
        this.kind = kind;
        this.passes = passes;
    }

    String title() {
        return title;
    }

    /** Whether somebody waits until a connection was silent for too long. */
    boolean isSilent() {
        return kind == Fault.Kind.STALL || kind == Fault.Kind.HALF_OPEN;
    }

    /** Little where it must pass; where silence must be noticed, several times as much as that takes. */
    Duration time(FaultCase operation) {
        boolean passing = this == ALWAYS_STALLED || (isSilent() && operation.kind() == FaultCase.Kind.READ);
        return passing ? Duration.ofMillis(2_400) : Duration.ofSeconds(20);
    }

    void strike(FaultRig rig, FaultCase operation) throws IOException {
        if (kind == Fault.Kind.REFUSED) {
            rig.refuse(!passes);
        } else {
            rig.arm(faults(operation));
        }
    }

    private Supplier<Fault> faults(FaultCase operation) {
        boolean inStream = passes && kind != Fault.Kind.CUT_REQUEST && operation.kind() == FaultCase.Kind.STREAM;
        Fault fault = new Fault(kind, inStream ? IN_A_STREAM : IN_A_HEAD);
        return passes ? fault.times(1) : () -> fault;
    }

    /** The code of a failure, or {@link #SAME}. */
    String seenBy(FaultCase operation) {
        return switch (this) {
            case STALL, HALF_OPEN ->
                operation.kind() == FaultCase.Kind.READ ? ErrorCode.DEADLINE_EXCEEDED.name() : SAME;
            case ALWAYS_CUT -> ErrorCode.CONNECTION_LOST.name();
            case ALWAYS_REFUSED -> ErrorCode.SIDECAR_UNREACHABLE.name();
            case ALWAYS_STALLED -> ErrorCode.DEADLINE_EXCEEDED.name();
            default -> SAME;
        };
    }

    @Override
    public String toString() {
        return title;
    }
}
