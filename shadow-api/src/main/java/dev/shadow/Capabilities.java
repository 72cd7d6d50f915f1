package dev.shadow;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * An immutable set of capabilities.
 *
 * <p>Thread-safe.
 */
public final class Capabilities {
    private final Set<Capability> all;

    private Capabilities(Set<Capability> all) {
        this.all = all;
    }

    /**
     * A set of the given capabilities.
     *
     * @param capabilities any number
     * @return the set
     */
    public static Capabilities of(Capability... capabilities) {
        return of(List.of(capabilities));
    }

    /**
     * A set of the given capabilities.
     *
     * @param capabilities any number, repetitions allowed
     * @return the set
     */
    public static Capabilities of(Collection<Capability> capabilities) {
        return new Capabilities(Set.copyOf(capabilities));
    }

    /**
     * Whether the backend can do that.
     *
     * @param capability what
     * @return true when it can
     */
    public boolean has(Capability capability) {
        return all.contains(capability);
    }

    /**
     * Refuses by name when the capability is absent.
     *
     * @param capability what is needed
     * @throws ShadowException {@link ErrorCode#UNSUPPORTED}
     */
    public void require(Capability capability) {
        if (!has(capability)) {
            throw new ShadowException(
                            ErrorCode.UNSUPPORTED,
                            "this workspace has no " + capability + "; ask capabilities() before the call, or choose a"
                                    + " backend that has it. It has " + this)
                    .with("capability", capability);
        }
    }

    /**
     * The capabilities themselves.
     *
     * @return an immutable set
     */
    public Set<Capability> asSet() {
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Capabilities that && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    /** The names in alphabetical order. */
    @Override
    public String toString() {
        TreeMap<String, Capability> byName = new TreeMap<>();
        all.forEach(capability -> byName.put(capability.name(), capability));
        return byName.keySet().toString();
    }
}
