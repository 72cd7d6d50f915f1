package dev.shadow.core.git;

import dev.shadow.spi.Deadline;
import org.eclipse.jgit.lib.ProgressMonitor;

/** Tells JGit to stop when the call shall end, and the caller how far it is. Used by one thread at a time. */
final class CallMonitor implements ProgressMonitor {
    private final Deadline deadline;
    private final Thread caller = Thread.currentThread();
    private final RepositoryClone.Progress progress;
    private final double from;
    private final double to;
    private String task = "";
    private int total;
    private int done;
    private int reported;

    CallMonitor(Deadline deadline, RepositoryClone.Progress progress, double from, double to) {
        this.deadline = deadline;
        this.progress = progress;
        this.from = from;
        this.to = to;
    }

    static CallMonitor silent(Deadline deadline) {
        return new CallMonitor(deadline, (fraction, message) -> {}, 0, 0);
    }

    @Override
    public void start(int totalTasks) {}

    @Override
    public void beginTask(String title, int totalWork) {
        task = title;
        total = totalWork;
        done = 0;
        reported = -1;
    }

    @Override
    public void update(int completed) {
        done += completed;
        int percent = total > 0 ? (int) (100L * done / total) : -1;
        if (percent > reported && Thread.currentThread() == caller) {
            reported = percent;
            progress.report(from + (to - from) * percent / 100, task + " " + percent + "%");
        }
    }

    @Override
    public void endTask() {}

    @Override
    public boolean isCancelled() {
        return caller.isInterrupted() || deadline.isPassed();
    }

    @Override
    public void showDuration(boolean enabled) {}
}
