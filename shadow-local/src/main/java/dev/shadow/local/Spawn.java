package dev.shadow.local;

import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One posix_spawn(3): a new session, all signals as they are by default, the given descriptors and no others. The program is in
 * place, or the reason why not is known, when it returns.
 *
 * <p>Not thread-safe.
 */
final class Spawn implements AutoCloseable {
    /** More than the C libraries need: 336 and 80 bytes in that of GNU. */
    private static final int STRUCTURE_BYTES = 1024;

    private static final int SIGNAL_SET_BYTES = 128;
    private static final String NOTHING = "/dev/null";
    private static final String SHELL = "/bin/sh";
    private static final Pointer ATTRIBUTES = attributes();

    private final NativeBlock structures = new NativeBlock(STRUCTURE_BYTES);
    private final Pointer actions = structures.pointer();
    private final List<NativeBlock> texts = new ArrayList<>();

    private Spawn() throws IOException {
        check("posix_spawn_file_actions_init", LibC.posix_spawn_file_actions_init(actions));
    }

    /** The same for all, and never freed. */
    private static Pointer attributes() {
        Pointer attributes = new NativeBlock(STRUCTURE_BYTES).pointer();
        LibC.posix_spawnattr_init(attributes);
        LibC.posix_spawnattr_setflags(attributes, (short)
                (LibC.POSIX_SPAWN_SETSID | LibC.POSIX_SPAWN_SETSIGDEF | LibC.POSIX_SPAWN_SETSIGMASK));
        try (NativeBlock signals = new NativeBlock(SIGNAL_SET_BYTES)) {
            LibC.sigfillset(signals.pointer());
            LibC.posix_spawnattr_setsigdefault(attributes, signals.pointer());
            LibC.sigemptyset(signals.pointer());
            LibC.posix_spawnattr_setsigmask(attributes, signals.pointer());
        }
        return attributes;
    }

    /**
     * Starts a program.
     *
     * @param stdin its standard input, or -1 for none
     * @param stdout its standard output
     * @param stderr its standard error
     * @return its process id, which is that of its session and its process group too
     * @throws IOException with the operating system's number of the error
     */
    static int start(Launch launch, int stdin, int stdout, int stderr) throws IOException {
        try (Spawn spawn = new Spawn()) {
            spawn.connect(stdin, stdout, stderr);
            spawn.runIn(launch.directory().toString());
            return spawn.start(launch);
        }
    }

    /**
     * Starts a program in a terminal. The leader of a new session gets the terminal that it opens first (Linux, man page
     * open(2), {@code O_NOCTTY}).
     *
     * @param terminal the path of its terminal
     * @return its process id, which is that of its session and its process group too
     * @throws IOException with the operating system's number of the error
     */
    static int startIn(String terminal, Launch launch) throws IOException {
        try (Spawn spawn = new Spawn()) {
            spawn.open(terminal, 1, LibC.O_RDWR);
            spawn.redirect(1, 2);
            if (launch.readsInput()) {
                spawn.redirect(1, 0);
            } else {
                spawn.open(NOTHING, 0, 0);
            }
            spawn.closeOthers();
            spawn.runIn(launch.directory().toString());
            return spawn.start(launch);
        }
    }

    private void connect(int stdin, int stdout, int stderr) throws IOException {
        if (stdin < 0) {
            open(NOTHING, 0, 0);
        } else {
            redirect(stdin, 0);
        }
        redirect(stdout, 1);
        redirect(stderr, 2);
        closeOthers();
    }

    private void open(String path, int as, int flags) throws IOException {
        check(
                "posix_spawn_file_actions_addopen",
                LibC.posix_spawn_file_actions_addopen(actions, as, text(NativeText.of(path)), flags, 0));
    }

    private void closeOthers() throws IOException {
        check(
                "posix_spawn_file_actions_addclosefrom_np",
                LibC.posix_spawn_file_actions_addclosefrom_np(actions, Pipe.FIRST_FREE));
    }

    private void redirect(int from, int to) throws IOException {
        check("posix_spawn_file_actions_adddup2", LibC.posix_spawn_file_actions_adddup2(actions, from, to));
    }

    private void runIn(String directory) throws IOException {
        check(
                "posix_spawn_file_actions_addchdir_np",
                LibC.posix_spawn_file_actions_addchdir_np(actions, text(NativeText.of(directory))));
    }

    /** A text without a first line that names its interpreter is run by the shell, as execvp(3) does. */
    private int start(Launch launch) throws IOException {
        Pointer environment = array(NativeText.of(launch.environment()));
        String program = launch.program().toString();
        int error = 0;
        try (NativeBlock pid = new NativeBlock(Integer.BYTES)) {
            error = spawn(pid.pointer(), program, launch.argv(), environment);
            if (error == LibC.ENOEXEC) {
                List<String> argv = new ArrayList<>(List.of(SHELL, program));
                argv.addAll(launch.argv().subList(1, launch.argv().size()));
                error = spawn(pid.pointer(), SHELL, argv, environment);
            }
            check("posix_spawn", error);
            return pid.pointer().getInt(0);
        }
    }

    private int spawn(Pointer pid, String program, List<String> argv, Pointer environment) {
        return LibC.posix_spawn(
                pid, text(NativeText.of(program)), actions, ATTRIBUTES, array(NativeText.of(argv)), environment);
    }

    private Pointer text(byte[] bytes) {
        NativeBlock block = new NativeBlock(bytes.length);
        texts.add(block);
        block.pointer().write(0, bytes, 0, bytes.length);
        return block.pointer();
    }

    /** Pointers to texts and a zero, and behind them the texts. */
    private Pointer array(List<byte[]> entries) {
        int pointers = (entries.size() + 1) * Long.BYTES;
        int length = entries.stream().mapToInt(entry -> entry.length).sum();
        NativeBlock block = new NativeBlock((long) pointers + length);
        texts.add(block);
        byte[] joined = new byte[length];
        long[] addresses = new long[entries.size() + 1];
        int at = 0;
        for (int i = 0; i < entries.size(); i++) {
            byte[] entry = entries.get(i);
            System.arraycopy(entry, 0, joined, at, entry.length);
            addresses[i] = block.address() + pointers + at;
            at += entry.length;
        }
        block.pointer().write(0, addresses, 0, addresses.length);
        block.pointer().write(pointers, joined, 0, length);
        return block.pointer();
    }

    private static void check(String function, int error) throws IOException {
        if (error != 0) {
            throw new IOException(function + " failed, error=" + error);
        }
    }

    @Override
    public void close() {
        LibC.posix_spawn_file_actions_destroy(actions);
        texts.forEach(NativeBlock::close);
        structures.close();
    }
}
