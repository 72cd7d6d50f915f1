package dev.shadow.benchmarks.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class LineChartTest {
    private static Document draw(Map<String, List<Double>> series) throws Exception {
        String svg = new LineChart("Title", "on <2> cores", "threads", "lines & more", List.of(1, 2, 4), series).svg();
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void saysWhatItShowsAndInWhatUnit() throws Exception {
        Map<String, List<Double>> series = new LinkedHashMap<>();
        series.put("ours", List.of(62.0, 41.0, 40.5));
        series.put("theirs", List.of(24.0, 0.0, 39.0));
        Document svg = draw(series);
        String text = svg.getDocumentElement().getTextContent();
        assertThat(text).contains("Title", "on <2> cores", "threads", "lines & more", "ours", "theirs", "62.0", "80");
        NodeList dots = svg.getElementsByTagName("circle");
        assertThat(dots.getLength()).isEqualTo(2 * 3 + 2);
        for (int i = 0; i < dots.getLength(); i++) {
            double y = Double.parseDouble(
                    dots.item(i).getAttributes().getNamedItem("cy").getNodeValue());
            assertThat(y).isBetween(90.0, 370.0);
        }
    }
}
