package dev.shadow.remote;

import dev.shadow.tck.BackendContract;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The whole contract against a sidecar. What takes minutes is tried at length where the files are, and here by hand: each of
 * its calls goes over the wire; its short forms run always.
 */
@ExtendWith(LeakedConnections.class)
abstract class RemoteContract extends BackendContract {
    @Override
    @Tag("once")
    @Test
    public void editsOfOneFileByManyThreadsAllSurviveAThousandTimes() throws InterruptedException, ExecutionException {
        super.editsOfOneFileByManyThreadsAllSurviveAThousandTimes();
    }

    @Override
    @Tag("once")
    @Test
    public void thousandsOfSequencesOfCallsDoWhatTheyDoToAModel() {
        super.thousandsOfSequencesOfCallsDoWhatTheyDoToAModel();
    }
}
