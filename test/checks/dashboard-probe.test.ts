import { describe, expect, it } from "@jest/globals";
import { dashboardLook } from "../../checks/dashboard-probe.js";
import { dashboard } from "../../labs/telemetry-probes.js";
import { fakePrometheus, type Given } from "../support/prometheus.js";

const AT = "http://127.0.0.1:30001";

const panel = (title: string, expr: string) => ({ type: "graph", title, targets: [{ expr }] });
const board = JSON.stringify({
  panels: [
    panel("Requests", "requests"),
    { type: "row", title: "Proxies" },
    panel("Memory", "memory"),
    panel("Disk", "disk"),
  ],
});

const given: Readonly<Record<string, readonly Given[]>> = {
  requests: [
    [{ job: "a" }, 2.5],
    [{ job: "b" }, 1],
  ],
  memory: [[{}, 10]],
};

const look = (empty: Readonly<Record<string, string>>) => {
  const { http } = fakePrometheus(given);
  return dashboardLook(dashboard(AT, "istio-mesh", { empty }), {
    http,
    dashboard: () => Promise.resolve(board),
  })();
};

describe("a check of a dashboard", () => {
  it.each([["Disk"], ["Proxies / Disk"]])(
    "holds where the panels that are empty are said to be, with the reason: %s",
    async (name) => {
      const seen = await look({ [name]: "no kubelet is scraped" });
      expect(seen).toMatchObject({ holds: true, text: "2 panels with data, 1 is empty as said" });
    },
  );

  it("tells every panel, query, how many series it found and a value of one", async () => {
    const { whole } = await look({ Disk: "no kubelet is scraped" });
    expect(whole?.split("\n")).toEqual([
      "Requests",
      '  A 2 series, {job="a"} 2.5: requests',
      "Proxies / Memory",
      "  A 1 series, memory 10: memory",
      "Proxies / Disk (empty: no kubelet is scraped)",
      "  A no series: disk",
    ]);
  });

  it("fails where another panel is empty, and may be asked again", async () => {
    const seen = await look({});
    expect(seen).toMatchObject({
      holds: false,
      text: '2 of 3 panels with data: "Proxies / Disk" is empty',
    });
    expect(seen.final).toBeUndefined();
    expect(seen.wrong?.whole).toContain("Proxies / Disk (empty: no reason is known)");
  });

  it("fails for good where a panel that is said to be empty is not, also by its row", async () => {
    const seen = await look({ Proxies: "nothing is known of them" });
    expect(seen).toMatchObject({
      ...{ holds: false, final: true },
      text: '2 of 3 panels with data: "Proxies / Memory" was said to be empty, and is not',
    });
  });

  it("fails where it names a panel that there is none of", async () => {
    const seen = await look({ Disk: "no kubelet", Discs: "no kubelet" });
    expect(seen).toMatchObject({ holds: false, final: true });
    expect(seen.text).toMatch(/no panel or row is called "Discs"$/);
  });

  it("chooses the variables that it names", async () => {
    const variables = JSON.stringify({
      panels: [panel("of $wl", 'requests{wl="$wl"}')],
      templating: { list: [{ name: "wl", type: "query", query: "label_values(wl)" }] },
    });
    const { http } = fakePrometheus(
      { 'requests{wl="webapp"}': [[{}, 1]] },
      { wl: ["catalog", "webapp"] },
    );
    const probe = dashboard(AT, "istio-workload", { variables: { wl: "webapp" } });
    const seen = await dashboardLook(probe, {
      http,
      dashboard: () => Promise.resolve(variables),
    })();
    expect(seen).toMatchObject({ holds: true, text: "1 panel with data" });
  });
});
