package dev.shadow.local;

import com.pty4j.unix.Pty;
import com.sun.jna.Pointer;
import dev.shadow.command.PtySize;
import java.io.IOException;
import java.util.Optional;

/**
 * A pseudo-terminal (man page pty(7)), opened by pty4j. Its descriptors are ours from then on, because the streams of pty4j
 * lose output and do not say so: see {@code docs/decisions/0017}.
 *
 * <p>The side of the program stays open here as well for as long as the program runs, so that a program may let go of its
 * terminal and open it again.
 *
 * <p>Thread-safe.
 */
final class Terminal implements AutoCloseable {
    /** Where there is a terminal: for messages. */
    private static final String ARTIFACT = "org.jetbrains.pty4j:pty4j";

    /** The struct winsize of man page ioctl_tty(2): rows, columns and a size in pixels, which nobody asks for. */
    private static final int SIZE_BYTES = 8;

    /** The struct termios of the kernel: four numbers of flags, the line discipline, and the control characters. */
    private static final int SETTINGS_BYTES = 36;

    private static final int INPUT_FLAGS = 0;
    private static final int UTF8_INPUT = 0x4000;
    private static final int END_OF_FILE = 17 + 4;

    private final String name;
    private final int reader;
    private final int writer;
    private int programSide; // guarded by this; -1 once closed

    private Terminal(String name, int reader, int writer, int programSide) {
        this.name = name;
        this.reader = reader;
        this.writer = writer;
        this.programSide = programSide;
    }

    /** Looked for once in this process. */
    private static final class Probe {
        static final Optional<String> OBSTACLE = probe();

        private static Optional<String> probe() {
            try {
                Terminal terminal = open(new PtySize(80, 24));
                LibC.close(terminal.reader);
                LibC.close(terminal.writer);
                terminal.close();
                return Optional.empty();
            } catch (NoClassDefFoundError e) {
                return Optional.of("add the artifact " + ARTIFACT);
            } catch (LinkageError | IOException | RuntimeException e) {
                return Optional.of("no pseudo-terminal can be opened: " + e.getMessage());
            }
        }
    }

    /** Why there are no terminals, and what would help; empty when there are. */
    static Optional<String> obstacle() {
        return Probe.OBSTACLE;
    }

    static Terminal open(PtySize size) throws IOException {
        Pty opened = new Pty();
        int reader = -1;
        int writer = -1;
        int programSide = -1;
        try {
            reader = copy(opened.getMasterFD());
            writer = copy(opened.getMasterFD());
            programSide = openByName(opened.getSlaveName());
            Terminal terminal = new Terminal(opened.getSlaveName(), reader, writer, programSide);
            terminal.resize(size);
            terminal.takeUtf8();
            return terminal;
        } catch (IOException | RuntimeException e) {
            closeAll(reader, writer, programSide);
            throw e;
        } finally {
            opened.close();
        }
    }

    private static void closeAll(int... descriptors) {
        for (int descriptor : descriptors) {
            if (descriptor >= 0) {
                LibC.close(descriptor);
            }
        }
    }

    private static int copy(int descriptor) throws IOException {
        return check("fcntl", LibC.fcntl(descriptor, LibC.F_DUPFD_CLOEXEC, Pipe.FIRST_FREE));
    }

    private static int openByName(String name) throws IOException {
        byte[] path = NativeText.of(name);
        try (NativeBlock block = new NativeBlock(path.length)) {
            block.pointer().write(0, path, 0, path.length);
            int descriptor = check("open", LibC.open(block.pointer(), LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_CLOEXEC));
            try {
                return copy(descriptor);
            } finally {
                LibC.close(descriptor);
            }
        }
    }

    private static int check(String function, int result) throws IOException {
        if (result < 0) {
            throw new IOException(function + " failed, error=" + LibC.errno());
        }
        return result;
    }

    /** The path by which the program's side is opened. */
    String name() {
        return name;
    }

    /** What the program writes, to be read. Whoever takes it closes it; not closed by {@link #close}. */
    int reader() {
        return reader;
    }

    /** For what the program reads. Whoever takes it closes it; not closed by {@link #close}. */
    int writer() {
        return writer;
    }

    /** Changes the size, of which the kernel tells the processes in the foreground. Does nothing once closed. */
    synchronized void resize(PtySize size) throws IOException {
        if (programSide < 0) {
            return;
        }
        try (NativeBlock block = new NativeBlock(SIZE_BYTES)) {
            Pointer numbers = block.pointer();
            numbers.setLong(0, 0);
            numbers.setShort(0, (short) size.rows());
            numbers.setShort(Short.BYTES, (short) size.columns());
            check("ioctl", LibC.ioctl(programSide, LibC.TIOCSWINSZ, numbers));
        }
    }

    /** So that a key that erases takes a whole character. */
    private synchronized void takeUtf8() throws IOException {
        try (NativeBlock block = new NativeBlock(SETTINGS_BYTES)) {
            Pointer settings = block.pointer();
            check("ioctl", LibC.ioctl(programSide, LibC.TCGETS, settings));
            settings.setInt(INPUT_FLAGS, settings.getInt(INPUT_FLAGS) | UTF8_INPUT);
            check("ioctl", LibC.ioctl(programSide, LibC.TCSETS, settings));
        }
    }

    /** The character that ends the input, as the terminal is set now; empty once closed. */
    synchronized Optional<Byte> endOfFile() {
        if (programSide < 0) {
            return Optional.empty();
        }
        try (NativeBlock block = new NativeBlock(SETTINGS_BYTES)) {
            return LibC.ioctl(programSide, LibC.TCGETS, block.pointer()) < 0
                    ? Optional.empty()
                    : Optional.of(block.pointer().getByte(END_OF_FILE));
        }
    }

    /** Lets go of the program's side: what is read ends when no process holds it any more. */
    @Override
    public synchronized void close() {
        closeAll(programSide);
        programSide = -1;
    }
}
