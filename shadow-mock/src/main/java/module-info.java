/** Workspaces in memory, for the tests of programs that use Shadow. */
module dev.shadow.mock {
    requires transitive dev.shadow.api;
    requires dev.shadow.core;
    requires org.eclipse.jgit;

    exports dev.shadow.mock;

    provides dev.shadow.spi.BackendProvider with
            dev.shadow.mock.MockBackendProvider;
}
