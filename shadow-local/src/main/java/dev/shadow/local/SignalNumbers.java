package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import dev.shadow.command.Signal;
import java.util.List;

/** The numbers of signals on Linux, man page signal(7), for the architectures that {@link LibC} is for. */
final class SignalNumbers {
    static final int KILL = 9;
    static final int TERM = 15;

    private static final List<String> NAMES = List.of(
            "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
            "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
            "WINCH", "IO", "PWR", "SYS");

    private SignalNumbers() {}

    static int of(Signal signal) {
        int index = NAMES.indexOf(signal.name());
        if (index < 0) {
            throw new ShadowException(
                    ErrorCode.INVALID_ARGUMENT, "there is no signal " + signal + " here; there are " + NAMES);
        }
        return index + 1;
    }

    /** Those beyond the named ones are for real time. */
    static String name(int number) {
        return number >= 1 && number <= NAMES.size() ? NAMES.get(number - 1) : "RT" + number;
    }
}
