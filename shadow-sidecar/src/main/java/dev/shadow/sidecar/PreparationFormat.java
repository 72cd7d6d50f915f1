package dev.shadow.sidecar;

import java.nio.ByteBuffer;
import java.time.Duration;

/** What a preparation tells, as events. Thread-safe. */
final class PreparationFormat implements FlowStream.Format<Preparation.Numbered> {
    private final EventFormat<Preparation.Numbered> events = new EventFormat<>(Preparation.Numbered::number);

    @Override
    public ByteBuffer encode(Preparation.Numbered item) {
        return EventFormat.event(item.number(), item.event());
    }

    @Override
    public boolean isLast(Preparation.Numbered item) {
        return item.event().isLast();
    }

    @Override
    public Duration quietLimit() {
        return events.quietLimit();
    }

    @Override
    public ByteBuffer whenQuiet() {
        return events.whenQuiet();
    }
}
