package dev.shadow.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;

class BranchNamesTest {
    @Test
    void keepsWhatGitAllows() {
        assertThat(BranchNames.forTask("fix-42")).isEqualTo("shadow/fix-42");
        assertThat(BranchNames.forTask("team/Ünïcode_1.2@x{")).isEqualTo("shadow/team/Ünïcode_1.2@x{");
    }

    @Test
    void escapesWhatGitForbids() {
        assertThat(BranchNames.forTask("a b%20")).isEqualTo("shadow/a%20b%2520");
        assertThat(BranchNames.forTask("..")).isEqualTo("shadow/%2E%2E");
        assertThat(BranchNames.forTask("a..b")).isEqualTo("shadow/a%2E.b");
        assertThat(BranchNames.forTask("x.lock")).isEqualTo("shadow/x%2Elock");
        assertThat(BranchNames.forTask("-x/-y")).isEqualTo("shadow/%2Dx/%2Dy");
        assertThat(BranchNames.forTask("a@{b")).isEqualTo("shadow/a@%7Bb");
        assertThat(BranchNames.forTask("/a//b/")).isEqualTo("shadow/%2Fa%2F%2Fb%2F");
    }

    @Test
    void givesEveryTaskAValidNameOfItsOwn() {
        Random random = new Random(7);
        String letters = "ab./@{}%-~^:?*[\\ lock\uD83D\uDE00é\uD800";
        Map<String, String> taskOf = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            StringBuilder task = new StringBuilder();
            int length = 1 + random.nextInt(8);
            for (int k = 0; k < length; k++) {
                task.append(letters.charAt(random.nextInt(letters.length())));
            }
            String name = BranchNames.forTask(task.toString());
            assertThat(Repository.isValidRefName("refs/heads/" + name))
                    .as(task + " -> " + name)
                    .isTrue();
            String other = taskOf.put(name, task.toString());
            assertThat(other == null || other.contentEquals(task)).as(name).isTrue();
        }
    }

    @Test
    void shortensNamesThatNoFileSystemTakes() {
        String one = BranchNames.forTask("ü".repeat(200));
        String two = BranchNames.forTask("ü".repeat(199));
        assertThat(one).isNotEqualTo(two).hasSizeLessThan(150);
        for (String name : List.of(one, two)) {
            assertThat(Repository.isValidRefName("refs/heads/" + name)).isTrue();
        }
    }
}
