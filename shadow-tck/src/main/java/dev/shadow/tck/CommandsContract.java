package dev.shadow.tck;

/** What {@link dev.shadow.CommandTools} and {@link dev.shadow.CommandHandle} promise. */
public interface CommandsContract
        extends CommandStartContract,
                CommandInputContract,
                CommandLimitsContract,
                CommandEndContract,
                CommandOutputContract,
                CommandHandleContract,
                CommandTerminalContract,
                TerminalProgramsContract,
                CommandSandboxContract {}
