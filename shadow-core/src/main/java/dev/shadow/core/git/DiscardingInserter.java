package dev.shadow.core.git;

import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;

/** What is inserted can be read by its readers until it is closed, and is gone then. Not thread-safe. */
final class DiscardingInserter extends ObjectInserter.Filter {
    private final ObjectInserter unflushed;

    private DiscardingInserter(ObjectInserter unflushed) {
        this.unflushed = unflushed;
    }

    static ObjectInserter of(Repository repository) {
        return new DiscardingInserter(
                repository.getObjectDatabase() instanceof ObjectDirectory directory
                        ? directory.newPackInserter()
                        : repository.newObjectInserter());
    }

    @Override
    protected ObjectInserter delegate() {
        return unflushed;
    }

    @Override
    public void flush() {}
}
