package dev.tickover.launchd.importing;

import dev.tickover.importing.Draft;
import dev.tickover.importing.ImportContext;
import dev.tickover.importing.JobImporter;
import dev.tickover.importing.Source;
import java.util.List;
import java.util.regex.Pattern;

/** The importer of property lists of launchd. */
public final class LaunchdImporter implements JobImporter {

    private static final Pattern ROOT = Pattern.compile("<(?:[\\w.-]+:)?plist[\\s/>]");

    /** What has passed through plutil has lost its comments, but not its label. */
    private static final Pattern OWN_LABEL =
            Pattern.compile("<key>Label</key>\\s*<string>tickover\\.[A-Za-z0-9._-]+\\.[A-Za-z0-9_-]+</string>");

    /** Makes the importer, as {@link java.util.ServiceLoader} does. */
    public LaunchdImporter() {}

    @Override
    public String format() {
        return "launchd";
    }

    @Override
    public boolean recognizes(Source source) {
        return source.isXml() && ROOT.matcher(source.text()).find();
    }

    @Override
    public boolean isOwn(Source source) {
        return source.isMadeByTickover() || OWN_LABEL.matcher(source.text()).find();
    }

    @Override
    public List<Draft> read(Source source, ImportContext context) {
        return new JobReader(source).drafts();
    }
}
