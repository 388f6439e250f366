package dev.tickover.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitecturePageTest {

    private static final String SOURCES = "src/main/java/";

    private static final Pattern PACKAGE = Pattern.compile("dev\\.tickover(\\.[a-z]+)+");

    /** The target of a link, without its anchor; a link to another site has a colon. */
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)[^):]*\\)");

    private final Repository repository = Repository.find();
    private final Path page = repository.root().resolve("docs").resolve("architecture.md");

    @Test
    void thePageNamesEveryPackageAndNoOther() throws IOException, InterruptedException {
        assertEquals(packages(), found(PACKAGE, 0));
    }

    @Test
    void theLinksOfThePageLeadToFiles() throws IOException {
        Set<String> links = found(LINK, 1);
        assertFalse(links.isEmpty());
        links.removeIf(link -> Files.exists(page.resolveSibling(link)));
        assertEquals(Set.of(), links);
    }

    private Set<String> packages() throws IOException, InterruptedException {
        Set<String> packages = new TreeSet<>();
        for (Path file : repository.files()) {
            String folder = file.getParent().toString().replace('\\', '/');
            int sources = folder.indexOf(SOURCES);
            if (sources >= 0 && file.endsWith("package-info.java")) {
                packages.add(folder.substring(sources + SOURCES.length()).replace('/', '.'));
            }
        }
        return packages;
    }

    private Set<String> found(Pattern pattern, int group) throws IOException {
        List<MatchResult> matches =
                pattern.matcher(Files.readString(page)).results().toList();
        return matches.stream().map(match -> match.group(group)).collect(Collectors.toCollection(TreeSet::new));
    }
}
