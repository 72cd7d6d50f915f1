package dev.shadow.remote;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.file.FileContent;
import dev.shadow.file.FileOperation;
import dev.shadow.file.ReadOutcome;
import dev.shadow.file.ReadRequest;
import dev.shadow.protocol.Routes;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads many files with few calls, none of which is more than a small sidecar can hold: small files many at a time, each other
 * one by itself. Not thread-safe.
 */
final class ReadBatch {
    private static final int MOST_FILES = 1_000;
    private static final int MOST_BYTES = 64 << 20;
    private static final int AT_ONCE = 64;
    private static final int SMALL = 64 << 10;

    private final HandleClient calls;
    private final RemoteFiles files;
    private final CallContext context;
    private final List<ReadOutcome> outcomes = new ArrayList<>();
    private int left = MOST_BYTES; // less than none once a file did not fit

    ReadBatch(HandleClient calls, RemoteFiles files, CallContext context) {
        this.calls = calls;
        this.files = files;
        this.context = context;
    }

    List<ReadOutcome> read(List<ReadRequest> requests) throws InterruptedException {
        Check.range("number of files", requests.size(), 0, MOST_FILES);
        for (int first = 0; first < requests.size(); first += AT_ONCE) {
            readSome(requests.subList(first, Math.min(requests.size(), first + AT_ONCE)));
        }
        return List.copyOf(outcomes);
    }

    private void readSome(List<ReadRequest> requests) throws InterruptedException {
        List<ReadOutcome> small = left < 0 ? List.of() : small(requests);
        for (int i = 0; i < requests.size(); i++) {
            ReadRequest request = requests.get(i);
            if (left >= 0 && isTooLarge(small.get(i)) && request.maxBytes() > SMALL) {
                take(request, alone(request));
            } else {
                take(request, left < 0 ? overBatch(request) : small.get(i));
            }
        }
    }

    private List<ReadOutcome> small(List<ReadRequest> requests) throws InterruptedException {
        List<ReadRequest> bounded = requests.stream()
                .map(request -> request.maxBytes(Math.min(SMALL, request.maxBytes())))
                .toList();
        ReadOutcome[] read = calls.call(
                        WireCall.of("POST", Routes.operation(FileOperation.ReadMany.TYPE.name()), context)
                                .json(new FileOperation.ReadMany(bounded)))
                .json(ReadOutcome[].class);
        return List.of(read);
    }

    private ReadOutcome alone(ReadRequest request) throws InterruptedException {
        boolean limited = request.maxBytes() > left;
        try {
            return new ReadOutcome.Success(files.read(
                    new FileOperation.Read(limited ? request.maxBytes(Math.max(1, left)) : request), context));
        } catch (ShadowException e) {
            return limited && e.code().equals(ErrorCode.TOO_LARGE)
                    ? overBatch(request)
                    : new ReadOutcome.Failure(request.path(), e);
        }
    }

    private void take(ReadRequest request, ReadOutcome outcome) {
        ReadOutcome taken = outcome;
        if (outcome instanceof ReadOutcome.Success success) {
            FileContent content = success.content();
            taken = content.bytes().size() > left ? overBatch(request) : outcome;
            left -= content.bytes().size();
        } else if (isOverBatch(outcome)) {
            left = -1;
        }
        outcomes.add(taken);
    }

    private static boolean isTooLarge(ReadOutcome outcome) {
        return outcome instanceof ReadOutcome.Failure failure
                && failure.error().code().equals(ErrorCode.TOO_LARGE);
    }

    private static boolean isOverBatch(ReadOutcome outcome) {
        return outcome instanceof ReadOutcome.Failure failure
                && failure.error().details().containsKey("batchBytes");
    }

    private static ReadOutcome overBatch(ReadRequest request) {
        return new ReadOutcome.Failure(
                request.path(),
                new ShadowException(
                                ErrorCode.TOO_LARGE,
                                "'" + request.path() + "': the contents of this batch would pass " + MOST_BYTES
                                        + " bytes; read it in a call of its own")
                        .with("path", request.path())
                        .with("batchBytes", MOST_BYTES));
    }
}
