package dev.shadow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupTreeTest {
    @TempDir
    private Path scratch;

    private Path proc;

    private void machine(String groups, String mounts) throws IOException {
        proc = Files.createDirectory(scratch.resolve("proc"));
        Files.writeString(proc.resolve("cgroup"), groups);
        Files.writeString(proc.resolve("mountinfo"), mounts);
    }

    @Test
    void findsTheGroupOfEachControllerOfVersionOne() throws IOException {
        Path pids = Files.createDirectories(scratch.resolve("pids/some/where"));
        machine(
                "9:name=systemd:/x\n8:pids:/some/where\n4:memory,cpu:/gone\n0::/\n",
                "31 23 0:28 / /sys/fs/cgroup rw - tmpfs tmpfs rw\n"
                        + "35 31 0:30 / " + scratch.resolve("pids") + " rw shared:1 - cgroup cgroup rw,pids\n"
                        + "36 31 0:31 / " + scratch.resolve("memory") + " rw - cgroup cgroup rw,memory,cpu\n");
        assertThat(ControlGroupTree.of("pids", proc)).contains(new ControlGroupTree(pids, false));
        assertThat(ControlGroupTree.of("memory", proc)).isEmpty();
        assertThat(ControlGroupTree.of("freezer", proc)).isEmpty();
    }

    @Test
    void usesVersionTwoOnlyForWhatAGroupHandsOn() throws IOException {
        Path own = Files.createDirectories(scratch.resolve("unified/user"));
        Files.writeString(own.resolve("cgroup.subtree_control"), "cpu pids\n");
        machine("0::/user\n", "40 31 0:40 / " + scratch.resolve("unified") + " rw - cgroup2 cgroup2 rw,nsdelegate\n");
        assertThat(ControlGroupTree.of("pids", proc)).contains(new ControlGroupTree(own, true));
        assertThat(ControlGroupTree.of("memory", proc)).isEmpty();
    }

    @Test
    void staysBeneathThePartThatIsMounted() throws IOException {
        Path inside = Files.createDirectories(scratch.resolve("pids/deep"));
        machine(
                "8:pids:/container/deep\n",
                "35 31 0:30 /container " + scratch.resolve("pids") + " rw - cgroup cgroup rw,pids\n");
        assertThat(ControlGroupTree.of("pids", proc)).contains(new ControlGroupTree(inside, false));
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(ControlGroupTree.of("pids", scratch.resolve("nowhere"))).isEmpty();
    }
}
