package dev.shadow.remote;

import dev.shadow.CommandHandle;
import dev.shadow.Workspace;
import dev.shadow.tck.OriginRepository;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A group of operations that is tried under each fault.
 *
 * @param name as the table of docs/failures.md has it
 * @param kind how it travels
 * @param prepare what is there before, without faults
 * @param act the operation under the fault, and what its caller sees of it
 * @param expected what its caller sees when all is well
 * @param effects how often it took effect; empty for what changes nothing
 */
record FaultCase(String name, Kind kind, Step prepare, Look act, Look expected, Optional<Count> effects) {
    enum Kind {
        READ,
        CHANGE,
        STREAM
    }

    /** Where a case is tried. */
    record Place(
            Workspace through,
            Workspace direct,
            OriginRepository origin,
            String tag,
            AtomicReference<CommandHandle> command) {}

    @FunctionalInterface
    interface Step {
        void run(Place place) throws Exception;
    }

    @FunctionalInterface
    interface Look {
        Object at(Place place) throws Exception;
    }

    @FunctionalInterface
    interface Count {
        int at(Place place) throws Exception;
    }

    static FaultCase read(String name, Step prepare, Look act, Look expected) {
        return new FaultCase(name, Kind.READ, prepare, act, expected, Optional.empty());
    }

    static FaultCase change(String name, Step prepare, Look act, Look expected, Count effects) {
        return new FaultCase(name, Kind.CHANGE, prepare, act, expected, Optional.of(effects));
    }

    static FaultCase stream(String name, Step prepare, Look act, Look expected) {
        return new FaultCase(name, Kind.STREAM, prepare, act, expected, Optional.empty());
    }

    OptionalInt effectsAt(Place place) throws Exception {
        return effects.isPresent() ? OptionalInt.of(effects.get().at(place)) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
