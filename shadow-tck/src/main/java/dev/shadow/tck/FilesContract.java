package dev.shadow.tck;

/** The contract of {@link dev.shadow.FileTools} without patches. */
public interface FilesContract
        extends FileReadingContract,
                FileWritingContract,
                FileEditingContract,
                FileTreeContract,
                FilePathContract,
                FileModelContract {}
