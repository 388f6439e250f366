package dev.tickover.installer.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the known names that a mistyped one may have meant. */
final class NearestName {

    /** No known name is as long; a longer one is not worth the comparison. */
    private static final int LONGEST = 80;

    private NearestName() {}

    /** Finds the nearest name, if any is near enough to be meant. */
    static Optional<String> of(String typed, Collection<String> known) {
        return nearest(typed, known, 1).stream().findFirst();
    }

    /** Finds the names that are nearest and near enough to be meant, by alphabet. */
    static List<String> nearest(String typed, Collection<String> known, int most) {
        if (typed.length() > LONGEST) {
            return List.of();
        }
        String wanted = fold(typed);
        int nearest = Math.max(1, wanted.length() / 3);
        List<String> names = new ArrayList<>();
        for (String name : known) {
            int distance = distance(wanted, fold(name));
            if (distance < nearest) {
                names.clear();
                nearest = distance;
            }
            if (distance == nearest) {
                names.add(name);
            }
        }
        return names.stream().sorted().limit(most).toList();
    }

    /** Camel case, underscores and letter case are no distance: {@code catchUp} and {@code catch_up} mean one thing. */
    private static String fold(String name) {
        StringBuilder folded = new StringBuilder();
        name.codePoints().filter(c -> c != '_' && c != '-' && c != ' ').forEach(folded::appendCodePoint);
        return folded.toString().toLowerCase(Locale.ROOT);
    }

    /** Damerau's distance (optimal string alignment): a swap of neighbours is one mistake, not two. */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
