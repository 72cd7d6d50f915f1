package dev.shadow.local;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The functions of the C library that start and end processes, by JNA's direct mapping. The names are those of the man pages
 * of their names; numbers and sizes are those of Linux on {@code amd64} and {@code aarch64}, where a C {@code long} has 64 bits.
 *
 * <p>Thread-safe.
 */
final class LibC {
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int ENOEXEC = 8;
    static final int ESRCH = 3;

    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;

    static final int F_DUPFD_CLOEXEC = 1030;
    static final int F_SETFL = 4;
    static final int F_SETPIPE_SZ = 1031;
    static final long FIONREAD = 0x541B;
    static final long TCGETS = 0x5401;
    static final long TCSETS = 0x5402;
    static final long TIOCSWINSZ = 0x5414;

    static final short POLLIN = 1;
    static final short POLLOUT = 4;
    static final short POLLNVAL = 0x20;

    static final short POSIX_SPAWN_SETSIGDEF = 4;
    static final short POSIX_SPAWN_SETSIGMASK = 8;
    static final short POSIX_SPAWN_SETSID = 0x80;

    static final int WNOHANG = 1;
    static final int P_PID = 1;
    static final int WEXITED = 4;
    static final int WNOWAIT = 0x1000000;

    private static final long SYS_PIDFD_SEND_SIGNAL = 424;
    private static final long SYS_PIDFD_OPEN = 434;

    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    static native int posix_spawn(
            Pointer pid, Pointer path, Pointer actions, Pointer attributes, Pointer argv, Pointer environment);

    static native int posix_spawnattr_init(Pointer attributes);

    static native int posix_spawnattr_setflags(Pointer attributes, short flags);

    static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer signals);

    static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer signals);

    static native int posix_spawn_file_actions_init(Pointer actions);

    static native int posix_spawn_file_actions_destroy(Pointer actions);

    static native int posix_spawn_file_actions_adddup2(Pointer actions, int from, int to);

    static native int posix_spawn_file_actions_addopen(Pointer actions, int to, Pointer path, int flags, int mode);

    static native int posix_spawn_file_actions_addchdir_np(Pointer actions, Pointer path);

    static native int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int from);

    static native int sigfillset(Pointer signals);

    static native int sigemptyset(Pointer signals);

    static native int pipe2(Pointer descriptors, int flags);

    static native int eventfd(int value, int flags);

    static native int open(Pointer path, int flags);

    static native int fcntl(int descriptor, int command, int argument);

    static native int ioctl(int descriptor, long request, Pointer argument);

    static native int poll(Pointer descriptors, long count, int milliseconds);

    static native long read(int descriptor, Pointer target, long length);

    static native long write(int descriptor, Pointer source, long length);

    static native int close(int descriptor);

    static native int waitpid(int pid, Pointer status, int options);

    static native int waitid(int type, int pid, Pointer information, int options);

    static native int kill(int pid, int signal);

    static native long syscall(long number, long first, long second, long third, long fourth);

    /** A descriptor that becomes readable when the process ends, man page pidfd_open(2); -1 where there is none. */
    static int pidfdOpen(long pid) {
        return (int) syscall(SYS_PIDFD_OPEN, pid, 0, 0, 0);
    }

    static int pidfdSendSignal(int descriptor, int signal) {
        return (int) syscall(SYS_PIDFD_SEND_SIGNAL, descriptor, signal, 0, 0);
    }

    static int errno() {
        return Native.getLastError();
    }
}
