package dev.shadow.mock;

import dev.shadow.Bytes;
import dev.shadow.spi.Check;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the commands of a mock answer. A line that is not in the table is refused with
 * {@link dev.shadow.ErrorCode#COMMAND_UNSCRIPTED}.
 *
 * <pre>{@code
 * CommandTable commands = new CommandTable();
 * commands.on("mvn -q test").prints("1 test failed\n").exits(1);
 * commands.on("sleep 1000").runsUntilEnded();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class CommandTable {
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();

    /** An empty table. */
    public CommandTable() {}

    /** What a command does. */
    record Reply(Bytes stdout, Bytes stderr, int exit, boolean ends) {}

    /**
     * Answers a line, in place of an earlier answer: until more is said it prints nothing and exits with 0.
     *
     * @param line the shell line, or the program and its arguments joined by single spaces, to the letter
     * @return to say what it prints and how it exits
     */
    public Answer on(String line) {
        replies.put(Check.text("line", line), new Reply(Bytes.EMPTY, Bytes.EMPTY, 0, true));
        return new Answer(line);
    }

    Optional<Reply> find(String line) {
        return Optional.ofNullable(replies.get(line));
    }

    /**
     * The answer to one line. Each call takes effect at once, for commands that start from then on.
     *
     * <p>Thread-safe.
     */
    public final class Answer {
        private final String line;

        private Answer(String line) {
            this.line = line;
        }

        /**
         * Sets the standard output.
         *
         * @param text to the letter, so with its last line feed
         * @return this
         */
        public Answer prints(String text) {
            return prints(Bytes.utf8(text));
        }

        /**
         * Sets the standard output.
         *
         * @param bytes any bytes
         * @return this
         */
        public Answer prints(Bytes bytes) {
            replies.computeIfPresent(line, (key, was) -> new Reply(bytes, was.stderr(), was.exit(), was.ends()));
            return this;
        }

        /**
         * Sets the standard error.
         *
         * @param text to the letter, so with its last line feed
         * @return this
         */
        public Answer printsError(String text) {
            Bytes bytes = Bytes.utf8(text);
            replies.computeIfPresent(line, (key, was) -> new Reply(was.stdout(), bytes, was.exit(), was.ends()));
            return this;
        }

        /**
         * Sets the exit code.
         *
         * @param code 0 to 255
         * @return this
         */
        public Answer exits(int code) {
            Check.range("exit code", code, 0, 255);
            replies.computeIfPresent(line, (key, was) -> new Reply(was.stdout(), was.stderr(), code, true));
            return this;
        }

        /**
         * Lets the command run until a timeout, a kill, a signal or the close of its workspace ends it.
         *
         * @return this
         */
        public Answer runsUntilEnded() {
            replies.computeIfPresent(line, (key, was) -> new Reply(was.stdout(), was.stderr(), was.exit(), false));
            return this;
        }
    }
}
