package dev.shadow.tools;

/**
 * What a language model is told of a tool.
 *
 * <p>Thread-safe.
 *
 * @param name what the model calls it
 * @param description what it does and what its result looks like
 * @param inputSchema the arguments, as a JSON Schema (draft 2020-12) of an object that allows no other properties
 * @param hints what a call may change
 */
public record ToolDefinition(String name, String description, String inputSchema, Hints hints) {
    /**
     * What a call may change, for hosts that ask a person before some of them. Named as in the Model Context Protocol.
     *
     * <p>Thread-safe.
     *
     * @param readOnly whether it changes nothing
     * @param destructive whether it may take away or overwrite what is there
     * @param idempotent whether a repetition with the same arguments changes nothing more
     */
    public record Hints(boolean readOnly, boolean destructive, boolean idempotent) {
        static final Hints READS = new Hints(true, false, true);
    }
}
