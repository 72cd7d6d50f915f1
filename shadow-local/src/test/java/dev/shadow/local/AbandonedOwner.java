package dev.shadow.local;

import dev.shadow.command.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process that starts a command and is then killed by its test, before it could end anything. */
final class AbandonedOwner {
    private AbandonedOwner() {}

    /**
     * Starts a command that leaves its session, and waits.
     *
     * @param arguments root and state directory
     * @throws Exception never by itself
     */
    public static void main(String[] arguments) throws Exception {
        LocalProcessStore store = new LocalProcessStore(
                Path.of(arguments[0]), Path.of(arguments[1]), ProcessControls.valueOf(arguments[2]), List::of);
        Path logs = Files.createDirectories(store.directory().resolve("output"));
        Files.createFile(logs.resolve("command-1.out"));
        store.start(
                "abandoned",
                Command.shell("setsid sh -c 'echo $$ > away; exec sleep 1000' & echo $$ > here; exec sleep 1000"));
        new CountDownLatch(1).await();
    }
}
