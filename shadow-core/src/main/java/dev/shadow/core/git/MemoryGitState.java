package dev.shadow.core.git;

/** Facts in a field. Thread-safe. */
final class MemoryGitState implements GitState {
    private volatile Facts facts = Facts.NONE;

    @Override
    public Facts load() {
        return facts;
    }

    @Override
    public void save(Facts newFacts) {
        facts = newFacts;
    }
}
