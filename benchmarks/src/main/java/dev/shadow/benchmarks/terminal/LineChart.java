package dev.shadow.benchmarks.terminal;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lines over few places on the x axis, as an SVG with its own title, axes and legend. Thread-safe.
 *
 * @param title what is shown
 * @param subtitle under which conditions
 * @param xTitle of the axis
 * @param yTitle of the axis, with the unit
 * @param places on the x axis, evenly spaced
 * @param series a value for each place, by name; 4 at most
 */
record LineChart(
        String title,
        String subtitle,
        String xTitle,
        String yTitle,
        List<Integer> places,
        Map<String, List<Double>> series) {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 440;
    private static final int LEFT = 80;
    private static final int RIGHT = 530;
    private static final int TOP = 90;
    private static final int BOTTOM = 370;
    private static final int MARGIN = 30;
    private static final int LEGEND = 22;
    private static final int STEPS = 4;
    private static final List<String> COLOURS = List.of("#0b62a4", "#c0392b", "#5b6770", "#b8860b");

    String svg() {
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" "
                        + "font-size=\"13\" fill=\"#222222\">%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n",
                WIDTH,
                HEIGHT));
        double most = STEPS * step();
        text(svg, LEFT, 32, "start", "font-size=\"18\" font-weight=\"bold\"", title);
        text(svg, LEFT, 54, "start", "fill=\"#5b6770\"", subtitle);
        grid(svg, most);
        int place = 0;
        for (Map.Entry<String, List<Double>> one : series.entrySet()) {
            curve(svg, one.getValue(), most, COLOURS.get(place));
            legend(svg, one.getKey(), TOP + LEGEND * place, COLOURS.get(place));
            place++;
        }
        return svg.append("</svg>\n").toString();
    }

    /** A quarter of an axis that reaches far enough: 1, 2, 2.5 or 5 times a power of ten. */
    private double step() {
        double highest = series.values().stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        double power = Math.pow(10, Math.floor(Math.log10(highest / STEPS)));
        for (double times : new double[] {1, 2, 2.5, 5}) {
            if (STEPS * times * power >= highest) {
                return times * power;
            }
        }
        return 10 * power;
    }

    private void grid(StringBuilder svg, double most) {
        for (int i = 0; i <= STEPS; i++) {
            double value = most * i / STEPS;
            line(svg, LEFT, y(value, most), RIGHT, y(value, most), i == 0 ? "#5b6770" : "#dddddd", 1);
            text(svg, LEFT - 8, y(value, most) + 4, "end", "", number(value));
        }
        for (int i = 0; i < places.size(); i++) {
            text(svg, x(i), BOTTOM + 20, "middle", "", places.get(i).toString());
        }
        text(svg, (LEFT + RIGHT) / 2.0, BOTTOM + 46, "middle", "", xTitle);
        text(svg, LEFT - 60, TOP - 14, "start", "", yTitle);
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private void curve(StringBuilder svg, List<Double> values, double most, String colour) {
        for (int i = 0; i < values.size(); i++) {
            double y = y(values.get(i), most);
            if (i > 0) {
                line(svg, x(i - 1), y(values.get(i - 1), most), x(i), y, colour, 2);
            }
            dot(svg, x(i), y, colour);
            text(
                    svg,
                    x(i),
                    hasRoomAbove(i, y, most) ? y - 9 : y + 17,
                    "middle",
                    "font-size=\"11\" fill=\"" + colour + "\"",
                    String.format(Locale.ROOT, "%.1f", values.get(i)));
        }
    }

    /** Whether no other dot lies where the number of this one would stand. */
    private boolean hasRoomAbove(int place, double y, double most) {
        return series.values().stream()
                .mapToDouble(values -> y - y(values.get(place), most))
                .noneMatch(above -> above > 0 && above < LEGEND);
    }

    private static void legend(StringBuilder svg, String name, double y, String colour) {
        line(svg, RIGHT + 20, y, RIGHT + 44, y, colour, 2);
        dot(svg, RIGHT + 32, y, colour);
        text(svg, RIGHT + 52, y + 4, "start", "", name);
    }

    private double x(int i) {
        return LEFT + MARGIN + (RIGHT - LEFT - 2 * MARGIN) * i / Math.max(1.0, places.size() - 1.0);
    }

    private static double y(double value, double most) {
        return BOTTOM - (BOTTOM - TOP) * value / most;
    }

    private static void dot(StringBuilder svg, double x, double y, String colour) {
        svg.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>%n", x, y, colour));
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2, String colour, int width) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%d\"/>%n",
                x1,
                y1,
                x2,
                y2,
                colour,
                width));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String style, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n",
                x,
                y,
                anchor,
                style,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
