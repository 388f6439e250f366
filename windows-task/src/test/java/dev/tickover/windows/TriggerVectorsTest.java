package dev.tickover.windows;

import dev.tickover.backend.Deployment;
import dev.tickover.testing.VectorTable;
import dev.tickover.testing.backend.Apps;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Compares the triggers with those of another scheduler's translation for the same expressions. */
class TriggerVectorsTest {

    private final WindowsTaskBackend backend = Deployments.backend();

    @TestFactory
    List<DynamicTest> asManyTriggersAsTheOtherTranslationTakes() {
        return VectorTable.read(getClass(), "triggers.tsv", 1).tests(vector -> answer(vector.input(0)));
    }

    private String answer(String cron) {
        Deployment deployment =
                Deployments.user(Apps.app("alma", Apps.cron("a", cron).build()));
        int triggers = backend.translate(deployment).entries().get(0).triggers().size();
        return triggers + (triggers <= TriggerPlan.MOST ? " accept" : " reject");
    }
}
