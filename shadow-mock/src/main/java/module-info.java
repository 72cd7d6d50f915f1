/** A stateful in-memory backend for tests. */
module dev.shadow.mock {
    requires transitive dev.shadow.core;

    exports dev.shadow.mock;
}
