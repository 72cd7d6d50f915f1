package dev.shadow.remote;

import dev.shadow.PrepareEvent;
import dev.shadow.protocol.HandleInfo;
import dev.shadow.protocol.PreparationEvent;
import dev.shadow.protocol.Problem;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A preparation at the sidecar, which goes on when the connection is lost and ends when its caller does not want it. */
final class RemotePreparation {
    private static final Duration LONGEST_CANCEL = Duration.ofSeconds(30);

    private final SidecarClient client;
    private final Attempts attempts;
    private final WireCall prepare;
    private final Consumer<PrepareEvent> progress;

    RemotePreparation(SidecarClient client, Attempts attempts, WireCall prepare, Consumer<PrepareEvent> progress) {
        this.client = client;
        this.attempts = attempts;
        this.prepare = prepare;
        this.progress = progress;
    }

    HandleInfo run() throws InterruptedException {
        try (EventSource<PreparationEvent> events = new EventSource<>(
                PreparationEvent.class,
                lastId -> client.open(lastId == 0 ? prepare : prepare.header("Last-Event-ID", lastId), attempts))) {
            PreparationEvent last = follow(events);
            if (last.problem().isPresent()) {
                throw last.problem().map(Problem::toException).orElseThrow();
            }
            return last.handle().orElseThrow();
        } catch (InterruptedException | RuntimeException | Error e) {
            prepare.key().ifPresent(key -> client.cancel(key, LONGEST_CANCEL));
            throw e;
        }
    }

    private PreparationEvent follow(EventSource<PreparationEvent> events) throws InterruptedException {
        while (true) {
            @Nullable PreparationEvent event = events.next();
            if (event == null) {
                throw new IllegalStateException("nobody closes these events but this thread");
            }
            if (prepare.context().deadline().isPassed()) {
                throw prepare.context().deadline().exceeded();
            }
            event.progress().ifPresent(progress);
            if (event.isLast()) {
                return event;
            }
        }
    }
}
