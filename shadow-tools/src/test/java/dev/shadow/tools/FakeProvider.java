package dev.shadow.tools;

import dev.shadow.spi.Backend;
import dev.shadow.spi.BackendEnvironment;
import dev.shadow.spi.BackendProvider;

/** Hands out one backend. */
record FakeProvider(FakeBackend backend) implements BackendProvider {
    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Backend open(BackendEnvironment environment) {
        return backend;
    }
}
