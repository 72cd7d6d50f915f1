package dev.shadow.internal;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when somebody asks for it first, and what it is made from is let go. Thread-safe.
 *
 * @param <T> the value
 */
public final class Lazy<T> {
    private volatile @Nullable T value;
    private @Nullable Supplier<T> maker; // guarded by this

    private Lazy(@Nullable T value, @Nullable Supplier<T> maker) {
        this.value = value;
        this.maker = maker;
    }

    /**
     * A value that is there.
     *
     * @param value what {@link #get} returns
     * @param <T> the value
     * @return the holder
     */
    public static <T> Lazy<T> of(T value) {
        return new Lazy<>(value, null);
    }

    /**
     * A value that will be made.
     *
     * @param maker called once, unless it throws
     * @param <T> the value
     * @return the holder
     */
    public static <T> Lazy<T> by(Supplier<T> maker) {
        return new Lazy<>(null, maker);
    }

    /**
     * The value.
     *
     * @return the same object at each call
     */
    public T get() {
        T made = value;
        return made == null ? make() : made;
    }

    private synchronized T make() {
        T made = value;
        if (made == null) {
            made = Objects.requireNonNull(maker).get();
            value = made;
            maker = null;
        }
        return made;
    }
}
