package dev.shadow.protocol;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.spi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Several calls in one request, for {@link Routes#BATCH}. They are executed one after the other, each whatever became of those
 * before it, and each has an answer of its own. Streams are not among them.
 *
 * <p>Thread-safe.
 */
public final class WireBatch {
    /** The most calls of one request. */
    public static final int MOST = 100;

    private WireBatch() {}

    private record Call(String operation, Map<String, Object> arguments) {}

    private record Calls(List<Call> calls) {}

    private record Answers(List<RawAnswer> answers) {}

    /** Absent results are those that are absent by their type, such as the head of a repository without commits. */
    private record RawAnswer(Optional<Object> result, Optional<Problem> problem) {}

    /**
     * What became of one call.
     *
     * <p>Thread-safe.
     *
     * @param result what it gave; absent when it failed
     * @param problem why it failed
     */
    public record Answer(Optional<Object> result, Optional<Problem> problem) {
        /**
         * A call that went well.
         *
         * @param value what it gave
         * @return the answer
         */
        public static Answer of(Object value) {
            return new Answer(Optional.of(value), Optional.empty());
        }

        /**
         * A call that failed.
         *
         * @param problem why
         * @return the answer
         */
        public static Answer failed(Problem problem) {
            return new Answer(Optional.empty(), Optional.of(problem));
        }
    }

    /**
     * The body of a request.
     *
     * @param operations 1 to {@value #MOST} of the API's
     * @return JSON
     */
    public static byte[] writeCalls(List<? extends Operation<?>> operations) {
        List<Map<String, Object>> calls = new ArrayList<>();
        for (Operation<?> operation : operations) {
            calls.add(Map.of("operation", operation.type().name(), "arguments", operation));
        }
        return WireJson.write(Map.of("calls", calls));
    }

    /**
     * The calls of a request.
     *
     * @param json as {@link #writeCalls} writes it
     * @return in its order
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} when there is none, there are too many, or one is no call or a
     *     stream
     */
    public static List<Operation<?>> readCalls(byte[] json) {
        List<Call> calls = WireJson.read(json, Calls.class).calls();
        if (calls.isEmpty() || calls.size() > MOST) {
            throw invalid("a batch has 1 to " + MOST + " calls, and this one has " + calls.size());
        }
        List<Operation<?>> operations = new ArrayList<>();
        for (Call call : calls) {
            WireOperation wire = WireOperations.find(call.operation())
                    .filter(WireOperation::isValue)
                    .orElseThrow(() -> invalid("no call of a batch is called '" + call.operation() + "'"));
            operations.add((Operation<?>) WireJson.read(WireJson.write(call.arguments()), wire.arguments()));
        }
        return operations;
    }

    /**
     * The body of an answer.
     *
     * @param operations the calls
     * @param answers one for each
     * @return JSON
     */
    public static byte[] writeAnswers(List<? extends Operation<?>> operations, List<Answer> answers) {
        List<Object> bodies = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            if (answer.problem().isPresent()) {
                bodies.add(Map.of("problem", answer.problem().get()));
            } else {
                Object result = WireJson.raw(
                        answer.result().orElseThrow(), wire(operations.get(i)).result());
                bodies.add(Map.of("result", result));
            }
        }
        return WireJson.write(Map.of("answers", bodies));
    }

    /**
     * The answers of a batch.
     *
     * @param json as {@link #writeAnswers} writes it
     * @param operations the calls
     * @return one for each
     * @throws ShadowException {@link ErrorCode#INVALID_ARGUMENT} when it is no answer to these calls
     */
    public static List<Answer> readAnswers(byte[] json, List<? extends Operation<?>> operations) {
        List<RawAnswer> raw = WireJson.read(json, Answers.class).answers();
        if (raw.size() != operations.size()) {
            throw invalid("there are " + operations.size() + " calls and " + raw.size() + " answers");
        }
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            RawAnswer one = raw.get(i);
            WireOperation wire = wire(operations.get(i));
            answers.add(
                    one.problem().isPresent()
                            ? Answer.failed(one.problem().get())
                            : Answer.of(one.result()
                                    .map(value -> WireJson.read(WireJson.write(value), wire.result()))
                                    .orElseGet(() -> absent(wire))));
        }
        return answers;
    }

    private static Object absent(WireOperation wire) {
        return wire.result() == OptionalInt.class ? OptionalInt.empty() : Optional.empty();
    }

    private static WireOperation wire(Operation<?> operation) {
        return WireOperations.of(operation)
                .orElseThrow(() -> invalid("the operation " + operation.type() + " is none of the API's"));
    }

    private static ShadowException invalid(String message) {
        return new ShadowException(ErrorCode.INVALID_ARGUMENT, message);
    }
}
