package dev.shadow.command;

/**
 * What confines a command. It reads the machine's files and changes none but those of the workspace, {@code .git} among them;
 * it has a {@code /tmp} of its own, empty at its start and gone at its end; it sees no process but those that it started; and
 * what it starts ends with it. The files of other workspaces, Shadow's own and the usual places of credentials are hidden.
 *
 * <p>What its user may read elsewhere it may read too, and the environment it inherits as any command: take secrets away
 * with {@link Command#clearEnvironment}. An end by a signal shows as an exit code of 128 plus the signal's number.
 *
 * <p>Needs {@link dev.shadow.Capability#SANDBOX}.
 *
 * <p>Thread-safe.
 *
 * @param network whether it reaches the network as any program of this machine, services on its loopback included; without it
 *     has none
 */
public record Sandbox(boolean network) {
    /**
     * A sandbox with or without a network.
     *
     * @param allowed whether the command reaches the network
     * @return the sandbox
     */
    public static Sandbox network(boolean allowed) {
        return new Sandbox(allowed);
    }
}
