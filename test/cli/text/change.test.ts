import { describe, expect, it } from "@jest/globals";
import { printChanges } from "../../../cli/text/change.js";
import { changesOf } from "../../../labs/step-changes.js";
import { week1 } from "../../../labs/week1/index.js";
import { week3 } from "../../../labs/week3/index.js";
import type { Week } from "../../../labs/week.js";
import { memoryOutput } from "../../support/memory-output.js";

const shown = (week: Week, id: string): string[] => {
  const { output, printed } = memoryOutput("off");
  printChanges(output, changesOf(week, id));
  return printed;
};

describe("what a step changes, as a learner reads it", () => {
  it("is nothing only where nothing changes", () => {
    const still = week3.steps.filter(({ id }) => changesOf(week3, id).length === 0);
    expect(still.map(({ id }) => id)).toEqual(
      week3.steps.filter(({ patch }) => patch === undefined).map(({ id }) => id),
    );
    expect(shown(week1, "1.58")).toEqual(["Changes nothing."]);
  });

  it("is a changed object field by field", () => {
    expect(shown(week3, "3.16")).toEqual([
      "Changes:",
      "  ~ VirtualService istioinaction/catalog",
      "      spec.http[0].route[0].weight: 90 → 50",
      "      spec.http[0].route[1].weight: 10 → 50",
    ]);
  });

  it("is a new object as YAML", () => {
    expect(shown(week1, "1.20").join("\n")).toContain("metadata.labels: (none) → ");
    const text = shown(week1, "1.52").join("\n");
    expect(text).toContain(
      "  + DestinationRule istioinaction/catalog\n      apiVersion: networking",
    );
    expect(text).toContain("\n          - name: version-v1\n");
  });

  it("writes the same value out wherever it stands, without YAML's marks for it", () => {
    const text = shown(week3, "3.10").join("\n");
    expect(text.match(/^ +app: webapp$/gm)?.length).toBeGreaterThan(2);
    expect(text).not.toMatch(/[&*]a1/);
  });

  it("names many new objects without their YAML", () => {
    const lines = shown(week1, "1.6");
    expect(lines).toContain("  + Deployment kube-system/metrics-server");
    expect(lines.filter((line) => line.startsWith("      "))).toEqual([]);
  });

  it("is the cluster, the mesh and the addons too, new and gone", () => {
    expect(shown(week1, "1.2").join("\n")).toContain("      podSubnet: 10.10.0.0/16");
    expect(shown(week1, "1.14").join("\n")).toContain("  + addon kiali");
    expect(shown(week1, "1.60")).toContain("  - cluster myk8s");
    expect(shown(week1, "1.60")).toContain("  - addon kiali");
  });

  it("is an action with the request that it sends, and with the one that takes it back", () => {
    expect(shown(week1, "1.48").join("\n")).toMatch(/~ 500 on 50 %[^\n]*\n.*"percentage":50/);
    expect(shown(week1, "1.51").join("\n")).toMatch(/- 500 on 50 %[^\n]*\n.*"active":false/);
  });
});
