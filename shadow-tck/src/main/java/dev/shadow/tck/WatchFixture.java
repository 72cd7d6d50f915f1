package dev.shadow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shadow.Capability;
import dev.shadow.Subscription;
import dev.shadow.file.FileStat;
import dev.shadow.file.FileType;
import dev.shadow.file.ListRequest;
import dev.shadow.watch.WatchEvent.Kind;
import dev.shadow.watch.WatchRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the parts of {@link WatchContract} share. */
interface WatchFixture extends CommandFixture {
    /** How names begin that no test uses. */
    String MARK = "mark-of-the-fixture-";

    /** Runs a test of watching, or sees that it is refused. */
    default void withWatch(ThrowingCallable test) {
        supportedOrRefused(Capability.WATCH, test, () -> workspace().watch(WatchRequest.of("."), event -> {}));
    }

    /** Watches from now on. */
    default Subscription watch(String path, WatchLog log) {
        return workspace().watch(WatchRequest.of(path), log);
    }

    /**
     * What a log was told besides the fixture's marks. What happened before is in it: a mark is made and removed, and what is
     * gone is told last.
     */
    default List<String> told(WatchLog log) {
        String mark = MARK + UUID.randomUUID();
        tools().writeFile(mark, "");
        log.await(Kind.CREATED, mark);
        tools().delete(mark);
        log.await(Kind.DELETED, mark);
        assertThat(log.mistakes()).isEmpty();
        return log.told().stream().filter(line -> !line.contains(MARK)).toList();
    }

    /** What a watch of everything should know. */
    default Map<String, FileType> everything() {
        Map<String, FileType> tree = new TreeMap<>(Map.of(".", FileType.DIRECTORY));
        for (FileStat stat :
                tools().list(ListRequest.of(".").depth(1_000).limit(100_000)).entries()) {
            tree.put(stat.path(), stat.type());
        }
        return tree;
    }
}
