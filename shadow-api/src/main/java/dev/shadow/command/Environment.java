package dev.shadow.command;

import dev.shadow.spi.Check;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the environment of a command differs from what it would inherit. Order: inherit or clear, unset, set.
 *
 * <p>Thread-safe.
 *
 * @param clear whether nothing is inherited but {@code PATH}, {@code HOME} and the locale
 * @param unset names that are taken away
 * @param set names and their values
 */
public record Environment(boolean clear, Set<String> unset, Map<String, String> set) {
    /** Everything is inherited. */
    public static final Environment INHERITED = new Environment(false, Set.of(), Map.of());

    /**
     * Checks the names.
     *
     * @param clear the component of that name
     * @param unset the component of that name
     * @param set the component of that name
     */
    public Environment {
        unset = Set.copyOf(unset);
        set = Map.copyOf(set);
        unset.forEach(Environment::checkName);
        set.keySet().forEach(Environment::checkName);
        set.forEach((name, value) ->
                Check.require(value.indexOf('\0') < 0, "the value of " + name + " must not contain a NUL character"));
    }

    private static void checkName(String name) {
        Check.text("environment variable", name);
        Check.require(name.indexOf('=') < 0, "the name of an environment variable must not contain '='");
    }

    Environment with(String name, String value) {
        Map<String, String> more = new TreeMap<>(set);
        more.put(name, value);
        return new Environment(clear, unset, more);
    }

    Environment without(String name) {
        Set<String> more = new TreeSet<>(unset);
        more.add(name);
        Map<String, String> rest = new TreeMap<>(set);
        rest.remove(name);
        return new Environment(clear, more, rest);
    }

    Environment cleared() {
        return new Environment(true, unset, set);
    }

    /** Tells names and never values, which may be secret. */
    @Override
    public String toString() {
        return "Environment[clear=" + clear + ", unset=" + new TreeSet<>(unset) + ", set=" + new TreeSet<>(set.keySet())
                + "]";
    }
}
