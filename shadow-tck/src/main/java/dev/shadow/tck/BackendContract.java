package dev.shadow.tck;

/**
 * Everything that a backend promises. Extend it, say how the backend is opened, and its tests run:
 *
 * <pre>{@code
 * class LocalContractTest extends BackendContract {
 *     @Override
 *     protected Shadow.Builder backend(Path directory) {
 *         return Shadow.builder().mode("local").stateDirectory(directory);
 *     }
 * }
 * }</pre>
 *
 * <p>What the backend's capabilities leave out, it must refuse by name, and the suite asserts that. Needs the {@code git}
 * program.
 */
public abstract class BackendContract extends BackendFixture
        implements LifecycleContract,
                FilesContract,
                SearchContract,
                PatchesContract,
                CommandsContract,
                ShellSessionContract,
                CommandPolicyContract,
                GitContract,
                ForkContract,
                TerminalContract,
                WatchContract {
    /** For subclasses. */
    protected BackendContract() {}
}
