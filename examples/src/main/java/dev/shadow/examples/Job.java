package dev.shadow.examples;

import dev.shadow.git.GitIdentity;
import java.util.List;
import java.util.Optional;

/** What the agent shall do. */
record Job(
        String repository,
        Optional<String> branch,
        String task,
        List<PlanStep> plan,
        String message,
        List<GitIdentity> coAuthors,
        boolean keep) {}
