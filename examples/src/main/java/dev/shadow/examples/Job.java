package dev.shadow.examples;

import dev.shadow.git.CommitRequest;
import java.util.List;
import java.util.Optional;

/** What the agent shall do. */
record Job(
        String repository,
        Optional<String> branch,
        String task,
        List<PlanStep> plan,
        CommitRequest commit,
        boolean keep) {}
