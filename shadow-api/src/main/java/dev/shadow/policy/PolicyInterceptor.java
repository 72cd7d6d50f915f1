package dev.shadow.policy;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.CommandOperation;
import dev.shadow.spi.CallContext;
import dev.shadow.spi.Check;
import dev.shadow.spi.Deadline;
import dev.shadow.spi.Interceptor;
import dev.shadow.spi.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a policy before operations that start commands or give them input. Thread-safe. */
final class PolicyInterceptor implements Interceptor {
    private final CommandPolicy policy;
    private final Optional<Approver> approver;
    private final Duration patience;

    PolicyInterceptor(CommandPolicy policy) {
        this.policy = policy;
        this.approver = Optional.empty();
        this.patience = Duration.ZERO;
    }

    PolicyInterceptor(CommandPolicy policy, Approver approver, Duration patience) {
        this.policy = policy;
        this.approver = Optional.of(approver);
        this.patience = Check.positive("patience", patience);
    }

    @Override
    public <R> R intercept(Operation<R> operation, Chain next) throws InterruptedException {
        Optional<CommandRequest> request = request(operation, next.context().workspaceId());
        if (request.isPresent()) {
            require(request.get(), next.context());
        }
        return next.proceed(operation);
    }

    private static Optional<CommandRequest> request(Operation<?> operation, String workspaceId) {
        if (operation instanceof CommandOperation.Run run) {
            return Optional.of(new CommandRequest.Start(workspaceId, run.command()));
        }
        if (operation instanceof CommandOperation.Start start) {
            return Optional.of(new CommandRequest.Start(workspaceId, start.command()));
        }
        if (operation instanceof CommandOperation.WriteStdin write) {
            return Optional.of(new CommandRequest.Input(workspaceId, write.id(), write.content()));
        }
        return Optional.empty();
    }

    private void require(CommandRequest request, CallContext call) throws InterruptedException {
        Decision decision = policy.decide(request);
        if (decision instanceof Decision.Deny deny) {
            throw denied(deny.reason());
        }
        if (decision instanceof Decision.Ask ask) {
            Approver asked = approver.orElseThrow(
                    () -> denied("it needs the host's consent, and there is nobody to ask: " + ask.question()));
            if (!answer(asked, request, ask.question(), call)) {
                throw denied("the host said no to: " + ask.question());
            }
        }
    }

    private boolean answer(Approver asked, CommandRequest request, String question, CallContext call)
            throws InterruptedException {
        FutureTask<Boolean> answer = new FutureTask<>(() -> asked.approve(request, question));
        Thread thread = new Thread(answer, "shadow-approval");
        thread.setDaemon(true);
        thread.start();
        try {
            long nanos = Math.min(
                    Deadline.after(patience).remainingNanos(), call.deadline().remainingNanos());
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw denied("the host did not answer in time: " + question);
        } catch (ExecutionException e) {
            throw new ShadowException(
                    ErrorCode.DENIED, "the command was not run, as the host could not be asked: " + e.getCause(), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static ShadowException denied(String reason) {
        return new ShadowException(ErrorCode.DENIED, "the command was not run: " + reason).with("reason", reason);
    }
}
