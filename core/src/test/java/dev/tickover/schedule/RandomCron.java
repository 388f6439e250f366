package dev.tickover.schedule;

import dev.tickover.testing.Seeded;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Is a random cron expression together with what it means, told without the parser.
 *
 * @param text the expression
 * @param matches the local minutes that match
 * @param isFixed whether neither hour nor minute begins with a star
 */
record RandomCron(String text, Predicate<LocalDateTime> matches, boolean isFixed) {

    static RandomCron draw(Seeded seeded) {
        Field minute = Field.draw(seeded, 0, 59, 40);
        Field hour = Field.draw(seeded, 0, 23, 40);
        Field dayOfMonth = Field.draw(seeded, 1, 28, 60);
        Field month = Field.draw(seeded, 1, 12, 80);
        Field dayOfWeek = Field.draw(seeded, 0, 6, 60);
        boolean either = !dayOfMonth.isStar() && !dayOfWeek.isStar();
        Predicate<LocalDateTime> days = local -> {
            boolean ofMonth = dayOfMonth.holds(local.getDayOfMonth());
            boolean ofWeek = dayOfWeek.holds(local.getDayOfWeek().getValue() % 7);
            return month.holds(local.getMonthValue()) && (either ? ofMonth || ofWeek : ofMonth && ofWeek);
        };
        return new RandomCron(
                String.join(" ", minute.text(), hour.text(), dayOfMonth.text(), month.text(), dayOfWeek.text()),
                days.and(local -> minute.holds(local.getMinute()) && hour.holds(local.getHour())),
                !minute.isStar() && !hour.isStar());
    }

    private record Field(String text, Set<Integer> values, boolean isStar) {

        static Field draw(Seeded seeded, int low, int high, int starChance) {
            if (seeded.percent(starChance)) {
                boolean stepped = seeded.percent(40);
                int step = stepped ? seeded.between(2, Math.max(2, (high - low) / 2)) : 1;
                // The days of the month are drawn below 29 so that each month has them, but a star holds them all.
                int last = high == 28 ? 31 : high;
                return new Field(stepped ? "*/" + step : "*", steps(low, last, step), true);
            }
            Set<Integer> values = new TreeSet<>();
            StringBuilder text = new StringBuilder();
            for (int i = seeded.between(1, 3); i > 0; i--) {
                int from = seeded.between(low, high);
                int to = seeded.percent(50) ? from : seeded.between(from, high);
                int step = to > from && seeded.percent(50) ? seeded.between(2, to - from + 1) : 1;
                text.append(text.length() > 0 ? "," : "").append(from);
                text.append(to > from ? "-" + to : "").append(step > 1 ? "/" + step : "");
                values.addAll(steps(from, to, step));
            }
            return new Field(text.toString(), values, false);
        }

        boolean holds(int value) {
            return values.contains(value);
        }

        private static Set<Integer> steps(int from, int to, int step) {
            Set<Integer> values = new TreeSet<>();
            for (int value = from; value <= to; value += step) {
                values.add(value);
            }
            return values;
        }
    }
}
