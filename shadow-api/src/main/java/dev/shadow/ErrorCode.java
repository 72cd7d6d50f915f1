package dev.shadow;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * The stable name of a failure. A value and not an enum: codes are added in minor releases, and an unknown one that comes
 * over a wire survives. Compare with {@code equals}. The same failure has the same code in every mode.
 *
 * <p>Thread-safe.
 *
 * @param name upper-case letters, digits and underscores, at most 64
 * @serial exclude
 */
@SuppressWarnings("InvalidBlockTag") // the tag does belong on a serializable type
public record ErrorCode(String name) implements Serializable {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    // Calls
    /** An argument breaks its documented bounds. */
    public static final ErrorCode INVALID_ARGUMENT = new ErrorCode("INVALID_ARGUMENT");
    /** This backend does not do that; {@code capability} in the details names what is missing. */
    public static final ErrorCode UNSUPPORTED = new ErrorCode("UNSUPPORTED");
    /** The deadline of the call passed. */
    public static final ErrorCode DEADLINE_EXCEEDED = new ErrorCode("DEADLINE_EXCEEDED");
    /** The calling thread was interrupted; its interrupt flag is set again. */
    public static final ErrorCode INTERRUPTED = new ErrorCode("INTERRUPTED");
    /** The workspace handle, or the whole library, was closed. */
    public static final ErrorCode CLOSED = new ErrorCode("CLOSED");
    /** A policy refused the call. */
    public static final ErrorCode DENIED = new ErrorCode("DENIED");
    /** A defect in Shadow or a backend; worth a report. */
    public static final ErrorCode INTERNAL = new ErrorCode("INTERNAL");

    // Choosing a backend
    /** No backend is on the class path. */
    public static final ErrorCode BACKEND_NONE = new ErrorCode("BACKEND_NONE");
    /** Several backends are present and none was chosen. */
    public static final ErrorCode BACKEND_AMBIGUOUS = new ErrorCode("BACKEND_AMBIGUOUS");
    /** The chosen backend is not present. */
    public static final ErrorCode BACKEND_NOT_FOUND = new ErrorCode("BACKEND_NOT_FOUND");
    /** The chosen backend is present and cannot be loaded. */
    public static final ErrorCode BACKEND_UNAVAILABLE = new ErrorCode("BACKEND_UNAVAILABLE");

    // Workspaces
    /** No workspace has this id. */
    public static final ErrorCode WORKSPACE_NOT_FOUND = new ErrorCode("WORKSPACE_NOT_FOUND");
    /** The workspace exists with another specification. */
    public static final ErrorCode WORKSPACE_MISMATCH = new ErrorCode("WORKSPACE_MISMATCH");
    /** The directory holds files that Shadow did not put there. */
    public static final ErrorCode DIRECTORY_NOT_EMPTY = new ErrorCode("DIRECTORY_NOT_EMPTY");
    /** The origin of a fork has commits of its own since, so that the fork does not follow from it. */
    public static final ErrorCode WORKSPACE_DIVERGED = new ErrorCode("WORKSPACE_DIVERGED");
    /** A command of {@link WorkspaceSpec#setup} failed. */
    public static final ErrorCode SETUP_FAILED = new ErrorCode("SETUP_FAILED");

    // Files
    /** The path does not exist. */
    public static final ErrorCode NOT_FOUND = new ErrorCode("NOT_FOUND");
    /** The path exists already. */
    public static final ErrorCode ALREADY_EXISTS = new ErrorCode("ALREADY_EXISTS");
    /** A regular file was needed, and this is a directory, a device, a pipe or a socket. */
    public static final ErrorCode NOT_A_FILE = new ErrorCode("NOT_A_FILE");
    /** A directory was needed. */
    public static final ErrorCode NOT_A_DIRECTORY = new ErrorCode("NOT_A_DIRECTORY");
    /** A directory is not empty and the removal was not recursive. */
    public static final ErrorCode NOT_EMPTY = new ErrorCode("NOT_EMPTY");
    /** The path is absolute, leaves the workspace, or a link on it does. */
    public static final ErrorCode PATH_ESCAPES = new ErrorCode("PATH_ESCAPES");
    /** The path is malformed: empty where a name is needed, or with a NUL. */
    public static final ErrorCode PATH_INVALID = new ErrorCode("PATH_INVALID");
    /** The path belongs to Shadow or git ({@code .git}) and is not for writing. */
    public static final ErrorCode PATH_PROTECTED = new ErrorCode("PATH_PROTECTED");
    /** More than the limit; the message says how to go on. */
    public static final ErrorCode TOO_LARGE = new ErrorCode("TOO_LARGE");
    /** Text was asked of bytes that are not text. */
    public static final ErrorCode BINARY_FILE = new ErrorCode("BINARY_FILE");
    /** A range that begins past the end. */
    public static final ErrorCode OUT_OF_RANGE = new ErrorCode("OUT_OF_RANGE");
    /** The file is not in the version that the caller asked for. */
    public static final ErrorCode VERSION_CONFLICT = new ErrorCode("VERSION_CONFLICT");
    /** The text to replace is not in the file. */
    public static final ErrorCode EDIT_NOT_FOUND = new ErrorCode("EDIT_NOT_FOUND");
    /** The text to replace is there more than once. */
    public static final ErrorCode EDIT_NOT_UNIQUE = new ErrorCode("EDIT_NOT_UNIQUE");
    /** The patch does not parse. */
    public static final ErrorCode PATCH_INVALID = new ErrorCode("PATCH_INVALID");
    /** A hunk of the patch does not fit its file, or fits in several places. */
    public static final ErrorCode PATCH_CONFLICT = new ErrorCode("PATCH_CONFLICT");
    /** The operating system refuses access. */
    public static final ErrorCode PERMISSION_DENIED = new ErrorCode("PERMISSION_DENIED");
    /** The disk or a quota is full. */
    public static final ErrorCode NO_SPACE = new ErrorCode("NO_SPACE");
    /** Any other failure to read or write. */
    public static final ErrorCode IO_ERROR = new ErrorCode("IO_ERROR");
    /** Text cannot be passed to the operating system in the locale of this process. */
    public static final ErrorCode NATIVE_ENCODING = new ErrorCode("NATIVE_ENCODING");

    // Watching
    /** The operating system watches no more directories for this user. */
    public static final ErrorCode WATCH_LIMIT = new ErrorCode("WATCH_LIMIT");

    // Search
    /** The pattern or glob does not parse. */
    public static final ErrorCode PATTERN_INVALID = new ErrorCode("PATTERN_INVALID");
    /** The pattern needs more stack than there is. */
    public static final ErrorCode PATTERN_TOO_COMPLEX = new ErrorCode("PATTERN_TOO_COMPLEX");

    // Commands
    /** The program does not exist. */
    public static final ErrorCode PROGRAM_NOT_FOUND = new ErrorCode("PROGRAM_NOT_FOUND");
    /** The program exists and may not or cannot be executed. */
    public static final ErrorCode PROGRAM_NOT_EXECUTABLE = new ErrorCode("PROGRAM_NOT_EXECUTABLE");
    /** The working directory does not exist or is no directory. */
    public static final ErrorCode DIRECTORY_INVALID = new ErrorCode("DIRECTORY_INVALID");
    /** No command has this id. */
    public static final ErrorCode COMMAND_NOT_FOUND = new ErrorCode("COMMAND_NOT_FOUND");
    /** Another command has this id. */
    public static final ErrorCode COMMAND_EXISTS = new ErrorCode("COMMAND_EXISTS");
    /** The command reads no more input. */
    public static final ErrorCode STDIN_CLOSED = new ErrorCode("STDIN_CLOSED");
    /** A mock was asked for a command that its script does not answer. */
    public static final ErrorCode COMMAND_UNSCRIPTED = new ErrorCode("COMMAND_UNSCRIPTED");

    // Git
    /** The workspace has no git repository. */
    public static final ErrorCode NOT_A_REPOSITORY = new ErrorCode("NOT_A_REPOSITORY");
    /** The remote repository does not exist or is none. */
    public static final ErrorCode REPOSITORY_NOT_FOUND = new ErrorCode("REPOSITORY_NOT_FOUND");
    /** The branch does not exist. */
    public static final ErrorCode BRANCH_NOT_FOUND = new ErrorCode("BRANCH_NOT_FOUND");
    /** The repository, or the branch asked for, has no commit. */
    public static final ErrorCode REPOSITORY_EMPTY = new ErrorCode("REPOSITORY_EMPTY");
    /** The remote refuses the credentials, or wants some. */
    public static final ErrorCode AUTHENTICATION_FAILED = new ErrorCode("AUTHENTICATION_FAILED");
    /** The remote could not be reached. */
    public static final ErrorCode REMOTE_UNREACHABLE = new ErrorCode("REMOTE_UNREACHABLE");
    /** The remote took the push and refused it. */
    public static final ErrorCode PUSH_REJECTED = new ErrorCode("PUSH_REJECTED");
    /** The workspace has no such checkpoint, or no longer. */
    public static final ErrorCode CHECKPOINT_NOT_FOUND = new ErrorCode("CHECKPOINT_NOT_FOUND");
    /** The git repository cannot be read or written. */
    public static final ErrorCode GIT_FAILED = new ErrorCode("GIT_FAILED");

    // Remote
    /** The sidecar could not be reached, or refuses calls for now; nothing was done. */
    public static final ErrorCode SIDECAR_UNREACHABLE = new ErrorCode("SIDECAR_UNREACHABLE");
    /** The connection to the sidecar was lost and did not come back in time; the call may have taken effect. */
    public static final ErrorCode CONNECTION_LOST = new ErrorCode("CONNECTION_LOST");
    /** The sidecar ended, or was replaced, while the call was under way: nobody knows whether it took effect. */
    public static final ErrorCode OUTCOME_UNKNOWN = new ErrorCode("OUTCOME_UNKNOWN");
    /** The sidecar refuses the token, or wants one. */
    public static final ErrorCode UNAUTHENTICATED = new ErrorCode("UNAUTHENTICATED");
    /** The sidecar has too much to do; nothing was done, and the call may be tried again. */
    public static final ErrorCode OVERLOADED = new ErrorCode("OVERLOADED");

    /**
     * Checks the form of the name.
     *
     * @param name the component of that name
     */
    public ErrorCode {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("error code must match " + NAME + ": " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
