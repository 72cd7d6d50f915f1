package dev.shadow.internal;

import dev.shadow.ErrorCode;
import dev.shadow.Setting;
import dev.shadow.Settings;
import dev.shadow.ShadowException;
import dev.shadow.spi.BackendProvider;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of the backends that were found is meant. Never a guess. */
final class Selection {
    private static final String HOW_TO_CHOOSE =
            "set AGENT_MODE (or the system property shadow.mode, or Shadow.builder().mode) to one of them";

    private Selection() {}

    static BackendProvider choose(Discovery found, Settings settings) {
        Optional<String> mode = settings.value(Setting.MODE);
        return mode.isPresent()
                ? named(found, mode.get(), settings.source(Setting.MODE))
                : onlyOne(found.providers(), found);
    }

    private static BackendProvider named(Discovery found, String mode, Settings.Source source) {
        List<BackendProvider> matching = found.providers().stream()
                .filter(provider -> provider.name().equals(mode))
                .toList();
        if (matching.isEmpty()) {
            ErrorCode code = found.broken().isEmpty() ? ErrorCode.BACKEND_NOT_FOUND : ErrorCode.BACKEND_UNAVAILABLE;
            throw new ShadowException(
                    code,
                    "the backend '" + mode + "' was chosen by " + describe(source) + " and is not present; add the"
                            + " artifact dev.shadow:shadow-" + mode + ", or choose another. Present: "
                            + names(found.providers()) + brokenOnes(found));
        }
        return onlyOne(matching, found);
    }

    private static BackendProvider onlyOne(List<BackendProvider> candidates, Discovery found) {
        if (candidates.isEmpty()) {
            ErrorCode code = found.broken().isEmpty() ? ErrorCode.BACKEND_NONE : ErrorCode.BACKEND_UNAVAILABLE;
            throw new ShadowException(
                    code,
                    "no backend is present; add the artifact dev.shadow:shadow-local to work on this machine, or"
                            + " dev.shadow:shadow-mock for tests" + brokenOnes(found));
        }
        if (candidates.size() > 1) {
            throw new ShadowException(
                    ErrorCode.BACKEND_AMBIGUOUS,
                    "several backends are present: " + names(candidates) + "; " + HOW_TO_CHOOSE
                            + ", or leave one artifact away" + brokenOnes(found));
        }
        return candidates.get(0);
    }

    private static String describe(Settings.Source source) {
        return switch (source) {
            case CODE -> "Shadow.builder().mode";
            case SYSTEM_PROPERTY -> "the system property shadow.mode";
            case ENVIRONMENT -> "the environment variable AGENT_MODE";
            case DEFAULT, UNSET -> "default";
        };
    }

    private static String names(List<BackendProvider> providers) {
        return providers.isEmpty()
                ? "none"
                : providers.stream()
                        .map(provider ->
                                provider.name() + " (" + provider.getClass().getName() + ")")
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String brokenOnes(Discovery found) {
        return found.broken().isEmpty() ? "" : ". Present and broken: " + String.join("; ", found.broken());
    }
}
