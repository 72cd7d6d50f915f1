package dev.shadow.local;

import dev.shadow.ErrorCode;
import dev.shadow.ShadowException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds programs as execvp(3) does, and says why one cannot be started. */
final class Programs {
    private static final Pattern ERRNO = Pattern.compile("error[=:] ?(\\d+)");

    /** More than the kernel looks at, man page execve(2). */
    private static final int FIRST_LINE = 256;

    private Programs() {}

    /**
     * The program to start.
     *
     * @param name from the caller: with a slash a path, else to be looked for
     * @param path the value of the command's own {@code PATH}
     * @param directory where the command runs
     * @return the file
     */
    static Path find(String name, String path, Path directory) {
        Optional<Path> refused = Optional.empty();
        for (String place : name.contains("/") ? List.of("") : List.of(path.split(":", -1))) {
            Path candidate = resolve(directory, place, name);
            if (Files.isRegularFile(candidate)) {
                if (Files.isExecutable(candidate)) {
                    return candidate;
                }
                refused = refused.or(() -> Optional.of(candidate));
            } else if (name.contains("/") && Files.isDirectory(candidate)) {
                throw notExecutable(name, "is a directory");
            }
        }
        throw refused.isPresent() ? notExecutable(name, "is not executable; make it so with chmod +x") : notFound(name);
    }

    private static Path resolve(Path directory, String place, String name) {
        try {
            return directory.resolve(place).resolve(name);
        } catch (InvalidPathException e) {
            return directory.resolve("\u0001"); // a name that this locale cannot write is the name of no file
        }
    }

    /** Refuses a script whose interpreter cannot be started; for starts where the operating system would not say so. */
    static void requireInterpreter(Path program, String name) {
        byte[] start;
        try (InputStream file = Files.newInputStream(program)) {
            start = file.readNBytes(FIRST_LINE);
        } catch (IOException e) {
            return; // what cannot be read may still be executed
        }
        String line = new String(start, StandardCharsets.ISO_8859_1).split("\n", 2)[0];
        if (line.startsWith("#!")) {
            String interpreter = line.substring(2).strip().split("[ \t]", 2)[0];
            if (!Files.isExecutable(Path.of(interpreter))) {
                throw noInterpreter(name);
            }
        }
    }

    private static ShadowException noInterpreter(String name) {
        return notExecutable(name, "names an interpreter in its first line, or a loader, that does not exist");
    }

    /** What it means when the operating system did not start a program that was there a moment ago; numbers of Linux. */
    static ShadowException failure(String name, IOException error) {
        Matcher number = ERRNO.matcher(String.valueOf(error.getMessage()));
        int errno = number.find() ? Integer.parseInt(number.group(1)) : 0;
        return switch (errno) {
            case 2 -> noInterpreter(name);
            case 8, 13 -> notExecutable(name, "cannot be executed here (errno " + errno + ")");
            case 7 ->
                new ShadowException(
                        ErrorCode.TOO_LARGE,
                        "arguments and environment are longer than the operating system takes; pass the text by"
                                + " Command.stdin or in a file");
            case 11, 12, 23, 24 ->
                new ShadowException(
                                ErrorCode.IO_ERROR,
                                "the machine has no room for another process (errno " + errno
                                        + "); end some and try again",
                                error)
                        .asRetryable();
            default ->
                new ShadowException(
                        ErrorCode.IO_ERROR,
                        "the program '" + name + "' could not be started: " + error.getMessage(),
                        error);
        };
    }

    private static ShadowException notFound(String name) {
        String where = name.contains("/")
                ? "; the path is taken from the command's directory"
                : " on the command's PATH; install it, set PATH, or name the program by a path";
        return new ShadowException(ErrorCode.PROGRAM_NOT_FOUND, "there is no program '" + name + "'" + where)
                .with("program", name);
    }

    private static ShadowException notExecutable(String name, String why) {
        return new ShadowException(ErrorCode.PROGRAM_NOT_EXECUTABLE, "the program '" + name + "' " + why)
                .with("program", name);
    }
}
