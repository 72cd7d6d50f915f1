package dev.shadow.core.patch;

import java.util.List;
import java.util.Optional;

/** Keeps nothing. Thread-safe. */
enum NoJournal implements PatchJournal {
    INSTANCE;

    @Override
    public void keep(String id, byte[] record) {}

    @Override
    public Optional<byte[]> read(String id) {
        return Optional.empty();
    }

    @Override
    public void remove(String id) {}

    @Override
    public List<String> ids() {
        return List.of();
    }
}
