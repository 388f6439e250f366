package dev.tickover.installer.doctor;

import java.util.List;
import java.util.Set;

/**
 * Is what a doctor came to.
 *
 * @param findings what was found, worst first
 * @param well the checks that were made and found nothing, in the order of the table
 */
public record Examination(List<Finding> findings, List<CheckId> well) {

    /** Copies the lists. */
    public Examination {
        findings = List.copyOf(findings);
        well = List.copyOf(well);
    }

    /**
     * Counts findings.
     *
     * @param severity how much they matter
     * @return how many there are
     */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.check().severity() == severity)
                .count();
    }

    /**
     * Returns the findings of some checks.
     *
     * @param checks the checks
     * @return their findings
     */
    public List<Finding> of(Set<CheckId> checks) {
        return findings.stream()
                .filter(finding -> checks.contains(finding.check()))
                .toList();
    }
}
