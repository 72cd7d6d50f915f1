/** The engine that backends share, written over small stores. For backends, not for users. */
module dev.shadow.core {
    requires transitive dev.shadow.api;
    requires transitive org.eclipse.jgit;
    requires org.slf4j;

    exports dev.shadow.core.command;
    exports dev.shadow.core.concurrent;
    exports dev.shadow.core.file;
    exports dev.shadow.core.git;
    exports dev.shadow.core.patch;
    exports dev.shadow.core.search;
    exports dev.shadow.core.store;
    exports dev.shadow.core.terminal;
    exports dev.shadow.core.watch;
    exports dev.shadow.core.workspace;
}
