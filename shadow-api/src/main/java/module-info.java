/** The user interfaces, values, errors and provider SPI of Shadow. */
module dev.shadow.api {
    requires transitive org.jspecify;
    requires org.slf4j;

    exports dev.shadow;
    exports dev.shadow.command;
    exports dev.shadow.file;
    exports dev.shadow.git;
    exports dev.shadow.policy;
    exports dev.shadow.search;
    exports dev.shadow.shell;
    exports dev.shadow.spi;
    exports dev.shadow.terminal;
    exports dev.shadow.watch;

    uses dev.shadow.spi.BackendProvider;
}
