package dev.shadow.file;

import dev.shadow.Capability;
import dev.shadow.spi.Done;
import dev.shadow.spi.Operation;
import dev.shadow.spi.OperationType;
import dev.shadow.spi.OperationType.Effect;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/**
 * The operations behind {@link dev.shadow.FileTools}, one a method, with the contract of that method.
 *
 * <p>Thread-safe.
 *
 * @param <R> the result
 */
public sealed interface FileOperation<R> extends Operation<R> {
    private static OperationType type(String name, Effect effect) {
        return new OperationType("file." + name, Capability.FILES, effect, Duration.ofSeconds(30));
    }

    /**
     * {@link dev.shadow.FileTools#stat}.
     *
     * @param path relative to the workspace
     */
    record Stat(String path) implements FileOperation<FileStat> {
        /** The kind of this operation. */
        public static final OperationType TYPE = FileOperation.type("stat", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.FileTools#readFile(ReadRequest)}.
     *
     * @param request what to read
     */
    record Read(ReadRequest request) implements FileOperation<FileContent> {
        /** The kind of this operation. */
        public static final OperationType TYPE = FileOperation.type("read", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.FileTools#readFiles}.
     *
     * @param requests what to read
     */
    record ReadMany(List<ReadRequest> requests) implements FileOperation<List<ReadOutcome>> {
        /** The kind of this operation. */
        public static final OperationType TYPE = FileOperation.type("readMany", Effect.READ);

        /**
         * Keeps its own list.
         *
         * @param requests the component of that name
         */
        public ReadMany {
            requests = List.copyOf(requests);
        }

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.FileTools#writeFile(WriteRequest)}.
     *
     * @param request what to write
     */
    record Write(WriteRequest request) implements FileOperation<WriteResult> {
        /** The kind of this operation. */
        public static final OperationType TYPE = FileOperation.type("write", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.FileTools#editFile(EditRequest)}.
     *
     * @param request what to edit
     */
    record EditText(EditRequest request) implements FileOperation<EditResult> {
        /** The kind of this operation. */
        public static final OperationType TYPE = FileOperation.type("edit", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.FileTools#applyPatch}.
     *
     * @param patch the patch's text
     */
    record ApplyPatch(String patch) implements FileOperation<PatchResult> {
        /** The kind of this operation. */
        public static final OperationType TYPE =
                new OperationType("file.applyPatch", Capability.PATCHES, Effect.WRITE, Duration.ofSeconds(30));

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.FileTools#delete} and {@link dev.shadow.FileTools#deleteTree}.
     *
     * @param path relative to the workspace
     * @param recursive whether a directory goes with all that is in it
     */
    record Delete(String path, boolean recursive) implements FileOperation<Done> {
        /** The kind of this operation. */
        public static final OperationType TYPE = FileOperation.type("delete", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.FileTools#move(String, String, IfExists)}.
     *
     * @param from relative to the workspace
     * @param to relative to the workspace
     * @param ifExists what to do when the target is there
     */
    record Move(String from, String to, IfExists ifExists) implements FileOperation<Done> {
        /** The kind of this operation. */
        public static final OperationType TYPE = FileOperation.type("move", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.FileTools#copy(String, String, IfExists)}.
     *
     * @param from relative to the workspace
     * @param to relative to the workspace
     * @param ifExists what to do when the target is there
     */
    record Copy(String from, String to, IfExists ifExists) implements FileOperation<Done> {
        /** The kind of this operation. */
        public static final OperationType TYPE = FileOperation.type("copy", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.FileTools#mkdir}.
     *
     * @param path relative to the workspace
     */
    record MakeDirectory(String path) implements FileOperation<Done> {
        /** The kind of this operation. */
        public static final OperationType TYPE = FileOperation.type("mkdir", Effect.IDEMPOTENT);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.FileTools#list(ListRequest)}.
     *
     * @param request what to list
     */
    record ListEntries(ListRequest request) implements FileOperation<Listing> {
        /** The kind of this operation. */
        public static final OperationType TYPE = FileOperation.type("list", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.FileTools#download}.
     *
     * @param path relative to the workspace
     * @param offset the first byte
     */
    record Download(String path, long offset) implements FileOperation<InputStream> {
        /** The kind of this operation. */
        public static final OperationType TYPE = FileOperation.type("download", Effect.READ);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }

    /**
     * {@link dev.shadow.FileTools#upload}.
     *
     * @param path relative to the workspace
     * @param source the new content; read once, closed by its owner
     */
    record Upload(String path, InputStream source) implements FileOperation<WriteResult> {
        /** The kind of this operation. */
        public static final OperationType TYPE = FileOperation.type("upload", Effect.WRITE);

        @Override
        public OperationType type() {
            return TYPE;
        }
    }
}
