package dev.shadow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The effective value of every setting and where it came from: the one place to look when something is not as expected.
 *
 * <p>Thread-safe.
 */
public final class Settings {
    private final Map<String, String> code;
    private final Function<String, Optional<String>> properties;
    private final Function<String, Optional<String>> environment;
    private final Map<String, Effective> effective;

    private Settings(
            Map<String, String> code,
            Function<String, Optional<String>> properties,
            Function<String, Optional<String>> environment,
            Collection<Setting> known) {
        this.code = code;
        this.properties = properties;
        this.environment = environment;
        Map<String, Effective> resolved = new LinkedHashMap<>();
        known.forEach(setting -> resolved.put(setting.name(), resolve(setting)));
        this.effective = resolved;
    }

    /**
     * Settings over the given sources. An empty property or variable counts as not given.
     *
     * @param code values set in code, by setting name
     * @param properties looks up a system property
     * @param environment looks up an environment variable
     * @return settings that know those of {@link Setting}
     */
    public static Settings over(
            Map<String, String> code,
            Function<String, Optional<String>> properties,
            Function<String, Optional<String>> environment) {
        Setting stateDirectory = Setting.STATE_DIRECTORY.orDefault(defaultStateDirectory(properties, environment));
        return new Settings(
                Map.copyOf(code),
                properties,
                environment,
                List.of(Setting.MODE, stateDirectory, Setting.COMMAND_RETENTION));
    }

    /** The XDG Base Directory Specification ignores a relative XDG_STATE_HOME. */
    private static String defaultStateDirectory(
            Function<String, Optional<String>> properties, Function<String, Optional<String>> environment) {
        return environment
                        .apply("XDG_STATE_HOME")
                        .filter(home -> home.startsWith("/"))
                        .orElseGet(() -> properties.apply("user.home").orElse(".") + "/.local/state")
                + "/shadow";
    }

    /**
     * A copy that knows, and so lists, more settings.
     *
     * @param more what a backend adds
     * @return the copy
     */
    public Settings knowing(Collection<Setting> more) {
        List<Setting> known = new ArrayList<>();
        effective.values().forEach(each -> known.add(each.setting()));
        known.addAll(more);
        return new Settings(code, properties, environment, known);
    }

    /**
     * The value of a setting.
     *
     * @param setting which
     * @return its value, secrets in clear; empty when nobody gave one and it has no default
     */
    public Optional<String> value(Setting setting) {
        return lookUp(setting).value();
    }

    /**
     * Where the value of a setting comes from.
     *
     * @param setting which
     * @return its source
     */
    public Source source(Setting setting) {
        return lookUp(setting).source();
    }

    /**
     * Every known setting with its effective value, secrets masked.
     *
     * @return in the order in which they became known
     */
    public List<Effective> effective() {
        return effective.values().stream().map(Effective::masked).toList();
    }

    private Effective lookUp(Setting setting) {
        Effective known = effective.get(setting.name());
        return known == null ? resolve(setting) : known;
    }

    private Effective resolve(Setting setting) {
        if (code.containsKey(setting.name())) {
            return new Effective(setting, Optional.of(code.get(setting.name())), Source.CODE);
        }
        Optional<String> property = properties.apply(setting.name()).filter(value -> !value.isEmpty());
        if (property.isPresent()) {
            return new Effective(setting, property, Source.SYSTEM_PROPERTY);
        }
        Optional<String> variable =
                environment.apply(setting.environmentVariable()).filter(value -> !value.isEmpty());
        if (variable.isPresent()) {
            return new Effective(setting, variable, Source.ENVIRONMENT);
        }
        Source source = setting.defaultValue().isPresent() ? Source.DEFAULT : Source.UNSET;
        return new Effective(setting, setting.defaultValue(), source);
    }

    /** A line for each setting: name, value, source. Secrets are masked. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        effective().forEach(each -> text.append(each).append('\n'));
        return text.toString();
    }

    /** Where a value was given, strongest first. */
    public enum Source {
        /** {@link Shadow.Builder#set} and its shorthands. */
        CODE,
        /** A system property. */
        SYSTEM_PROPERTY,
        /** An environment variable. */
        ENVIRONMENT,
        /** The default of the setting. */
        DEFAULT,
        /** Nobody gave a value. */
        UNSET
    }

    /**
     * A setting and its value.
     *
     * <p>Thread-safe.
     *
     * @param setting the setting
     * @param value its value, if there is one
     * @param source where the value came from
     */
    public record Effective(Setting setting, Optional<String> value, Source source) {
        private Effective masked() {
            return setting.secret() ? new Effective(setting, value.map(secret -> "****"), source) : this;
        }

        /** The value of a secret is masked. */
        @Override
        public String toString() {
            return setting.name() + " = " + masked().value.orElse("(none)") + "  [" + source + ", "
                    + setting.environmentVariable() + "]";
        }
    }
}
