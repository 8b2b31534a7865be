import { describe, expect, it } from "@jest/globals";
import { boardPage } from "../../../app/dashboards/page.js";
import type { PanelJson } from "../../../labs/dashboards/json.js";
import { askedBoard } from "../../support/board.js";

const origin = { lab: "week4, step 4.29", at: "http://127.0.0.1:30001" };
const service = { name: "service", type: "query", query: "label_values(service)" };

async function page(...panels: readonly PanelJson[]) {
  const board = await askedBoard(
    { title: "Service <$service>", panels, templating: { list: [service] } },
    { up: [[{ job: "a<b" }, 2500]], "bad(": "parse error" },
    { service: ["catalog"] },
  );
  const { html, heightPx } = await boardPage(board, origin);
  const body = html.slice(html.indexOf("<main>"), html.indexOf("</main>"));
  const [, charts = "{}"] = /const charts = (.*);<\/script>/.exec(html) ?? [];
  return { html, heightPx, body, charts: JSON.parse(charts) as Record<string, unknown> };
}

const panel = (type: string, more: PanelJson = {}): PanelJson => ({
  ...{ type, title: "Requests", targets: [{ expr: "up", legendFormat: "{{ job }}" }] },
  ...more,
});

describe("the page of a dashboard", () => {
  it("loads nothing: all of it is in the file", async () => {
    const { html } = await page(panel("graph"), {
      type: "text",
      mode: "html",
      content: '<img src="https://x/logo.svg">Istio',
    });
    expect(html).toContain("uPlot");
    expect(html).not.toMatch(/<(script|link|img)[^>]+(src|href)=/);
  });

  it("says what it shows, of when, from where, and of which values", async () => {
    const { html } = await page();
    expect(html).toContain("<h1>Service &lt;catalog&gt;</h1>");
    expect(html).toContain("week4, step 4.29");
    expect(html).toContain("http://127.0.0.1:30001");
    expect(html).toContain("service <b>catalog</b>");
    expect(html).toContain("It is not Grafana.");
  });

  it("has its panels where the dashboard has them", async () => {
    const { body, heightPx } = await page(
      panel("graph", { gridPos: { x: 0, y: 0, w: 6, h: 8 } }),
      panel("graph", { gridPos: { x: 6, y: 0, w: 18, h: 4 } }),
    );
    expect(body).toContain("grid-column:1/span 6;grid-row:1/span 8");
    expect(body).toContain("grid-column:7/span 18;grid-row:1/span 4");
    expect(heightPx).toBeGreaterThan(8 * 38);
  });

  it("draws curves, and names them with their last value", async () => {
    const { body, charts } = await page(panel("graph", { yaxes: [{ format: "ops" }] }));
    expect(body).toMatch(/class="chart" id="chart-0-0"/);
    expect(body).toContain("a&lt;b <b>2.5K ops/s</b>");
    expect(charts).toMatchObject({ "chart-0-0": { isBare: false, curves: [{ name: "a<b" }] } });
  });

  it("writes numbers, each with its trend behind it", async () => {
    const { body, charts } = await page(panel("singlestat", { format: "ops" }));
    expect(body).toContain('<div class="number">2.5K ops/s</div>');
    expect(Object.keys(charts)).toEqual(["chart-0-0"]);
  });

  it("has tables, no higher than their rows", async () => {
    const { body } = await page(panel("table", { gridPos: { x: 0, y: 0, w: 24, h: 21 } }));
    expect(body).toContain("<th>job</th><th>Value</th>");
    expect(body).toContain("grid-row:1/span 3");
  });

  it("has texts in HTML and in Markdown, with values filled in", async () => {
    const { body } = await page(
      { type: "text", mode: "html", content: "<i>of $service</i>" },
      { type: "text", mode: "markdown", content: "- **vCPU:** of $service" },
    );
    expect(body).toContain("<i>of catalog</i>");
    expect(body).toMatch(/<li><strong>vCPU:<\/strong> of catalog<\/li>/);
  });

  it("says of a panel with nothing to show what was asked, and what Prometheus has against it", async () => {
    const { body } = await page(
      panel("graph", { targets: [{ expr: 'down{a="<$service>"}' }] }),
      panel("stat", { targets: [{ expr: "bad(" }] }),
    );
    expect(body).toContain("No data");
    expect(body).toContain("<code>down{a=&quot;&lt;catalog&gt;&quot;}</code>");
    expect(body).toMatch(/<code>bad\(<\/code><br>.*parse error/);
  });

  it("says so of a kind that it doesn't draw", async () => {
    const { body } = await page(panel("heatmap"));
    expect(body).toContain("The lab draws no panels of the kind heatmap.");
  });
});
