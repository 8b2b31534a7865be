import { describe, expect, it } from "@jest/globals";
import type { LabDiff } from "../../../app/bring/lab-diff.js";
import { printWholeDiff } from "../../../cli/text/whole-diff.js";
import { changesBetween } from "../../../labs/step-changes.js";
import { week1 } from "../../../labs/week1/index.js";
import { week3 } from "../../../labs/week3/index.js";
import { stateAt, type Week } from "../../../labs/week.js";
import { memoryOutput } from "../../support/memory-output.js";

const none: LabDiff = {
  unchanged: true,
  items: [],
  objects: [],
  isWhole: false,
  partOf: () => "istio",
};

/** What is printed of two steps, where others' manifests come to these changes. */
function shown(week: Week, from: string, to: string, diff: Partial<LabDiff> = {}): string[] {
  const { output, printed } = memoryOutput("off");
  const declared = changesBetween(stateAt(week, from), stateAt(week, to));
  printWholeDiff(output, declared, { ...none, ...diff });
  return printed;
}

const settings: LabDiff["objects"] = [
  {
    key: "ConfigMap/istio-system/istio",
    kind: "changed",
    fields: [{ path: "data.mesh", before: undefined, after: "new" }],
  },
  { key: "IstioOperator/istio-system/installed-state", kind: "changed", fields: [] },
];

describe("a whole diff", () => {
  it("says so when nothing changes", () => {
    expect(shown(week1, "1.55", "1.56")).toEqual(["No changes."]);
  });

  it("has what is new as YAML, what changed field by field, and what is gone", () => {
    expect(shown(week1, "1.54", "1.55")).toEqual([
      "~ VirtualService istioinaction/catalog",
      '    spec.http[0].retries: {"attempts":3,"retryOn":"5xx","perTryTimeout":"2s"} → (none)',
      "    spec.http[0].route[0].destination.subset: (none) → version-v1",
    ]);
    const back = shown(week1, "1.29", "1.28");
    expect(back).toEqual([
      "- Gateway istioinaction/outfitters-gateway",
      "- VirtualService istioinaction/webapp-virtualservice",
    ]);
    expect(shown(week1, "1.28", "1.29").slice(0, 3)).toEqual([
      "+ Gateway istioinaction/outfitters-gateway",
      "    apiVersion: networking.istio.io/v1alpha3",
      "    kind: Gateway",
    ]);
  });

  it("has what the cluster is made of, however much comes with it", () => {
    const lines = shown(week1, "1.1", "1.54");
    expect(lines[0]).toBe("+ cluster myk8s");
    expect(lines).toContain("    podSubnet: 10.10.0.0/16");
    expect(lines).toContain("+ Deployment istioinaction/webapp");
    expect(lines).not.toContain("    kind: Deployment");
  });

  it("has an action with the request that it sends", () => {
    const text = shown(week1, "1.47", "1.48").join("\n");
    expect(text).toMatch(/^~ 500 on 50 % of requests in catalog v1\n {4}in .*"percentage":50/);
  });

  it("says of an action that the target has nothing to do it to", () => {
    const title = "500 on 50 % of requests in catalog v1";
    const notHere = " (not on toy: pods are simulated)";
    const undone = {
      mark: "*",
      text: `do: ${title}${notHere}`,
      fields: [],
      isFirst: false,
    } as const;
    const items = [{ ...undone, key: "a", kind: "changed" as const, title, done: false, notHere }];
    expect(shown(week1, "1.47", "1.48", { items })[0]).toBe(
      `~ ${title} (not on toy: pods are simulated)`,
    );
  });

  it("goes on with the objects of others that differ for it, and tells each once", () => {
    expect(shown(week3, "3.26", "3.27", { objects: settings })).toEqual([
      "~ IstioOperator istio-system/installed-state",
      '    meshConfig: (none) → {"outboundTrafficPolicy":{"mode":"REGISTRY_ONLY"}}',
      "~ ConfigMap istio-system/istio",
      "    data.mesh: (none) → new",
    ]);
  });
});
