import { describe, expect, it } from "@jest/globals";
import type { Drift } from "../../../checks/drift.js";
import { diffLabs, type LabDiff } from "../../../app/bring/lab-diff.js";
import { printDiff, printDrift } from "../../../cli/text/diff.js";
import type { Action } from "../../../labs/action.js";
import type { Change, FieldChange } from "../../../labs/diff.js";
import { act, cluster, nothing, type LabState } from "../../../labs/state.js";
import { cluster1 } from "../../../labs/week1/cluster.js";
import { kind } from "../../../targets/kind.js";
import { kwok } from "../../../targets/kwok.js";
import type { Target } from "../../../targets/target.js";
import { memoryOutput } from "../../support/memory-output.js";

const none: LabDiff = {
  unchanged: false,
  items: [],
  objects: [],
  isWhole: false,
  partOf: (key) => (key.startsWith("VirtualService/") ? "routing" : "catalog"),
};

const shown = (diff: Partial<LabDiff>, colours: "named" | "off" = "off"): string[] => {
  const { output, printed } = memoryOutput(colours);
  printDiff(output, { ...none, ...diff });
  return printed;
};

const whole = (kind: "added" | "removed", ...keys: readonly string[]): Change[] =>
  keys.map((key) => ({ key, kind, fields: [] }));

const route = "VirtualService/istioinaction/catalog";
const fields: FieldChange[] = [
  { path: "spec.http[0].route[0].weight", before: 100, after: 90 },
  { path: "spec.http[1]", before: undefined, after: "new" },
  { path: "spec.http[0].retries", before: { attempts: 3 }, after: undefined },
];
const many = Array.from({ length: 6 }, (_, index) => `ConfigMap/shop/c${index}`);

describe("a diff", () => {
  it("says so when nothing changes", () => {
    expect(shown({ unchanged: true })).toEqual(["No changes."]);
  });

  it("names what is new and gone, and shows the fields of what changed", () => {
    const objects = [
      { key: route, kind: "changed" as const, fields },
      ...whole("removed", "Service/shop/old"),
      ...whole("added", "Namespace/shop"),
    ];
    expect(shown({ objects })).toEqual([
      "+ Namespace shop",
      "- Service shop/old",
      "~ VirtualService istioinaction/catalog",
      "    spec.http[0].route[0].weight: 100 → 90",
      "    spec.http[1]: (none) → new",
      '    spec.http[0].retries: {"attempts":3} → (none)',
    ]);
  });

  it("tells several fields once that change alike in several objects", () => {
    const objects = ["a", "b", "c"].map((name) => ({
      ...{ key: `EnvoyFilter/istio-system/${name}`, kind: "changed" as const },
      fields: name === "c" ? fields.slice(1) : fields,
    }));
    expect(shown({ objects }).filter((line) => line.startsWith("~"))).toEqual([
      "~ EnvoyFilter istio-system/a",
      "~ EnvoyFilter istio-system/b: the same as in EnvoyFilter istio-system/a",
      "~ EnvoyFilter istio-system/c",
    ]);
    expect(shown({ objects }).filter((line) => line.includes("weight"))).toHaveLength(1);
  });

  it("tells a single field of each object, which is as short", () => {
    const objects = ["a", "b"].map((name) => ({
      ...{ key: `Deployment/shop/${name}`, kind: "changed" as const, fields: fields.slice(0, 1) },
    }));
    expect(shown({ objects }).filter((line) => line.includes("weight"))).toHaveLength(2);
  });

  it("is green for what comes, red for what goes, yellow for what changes", () => {
    const objects = [
      ...whole("added", "Namespace/shop"),
      ...whole("removed", "Service/shop/old"),
      { key: route, kind: "changed" as const, fields },
    ];
    expect(shown({ objects }, "named")).toEqual([
      "<green>+ Namespace shop</green>",
      "<red>- Service shop/old</red>",
      "<yellow>~</yellow> VirtualService istioinaction/catalog",
      "    spec.http[0].route[0].weight: 100 → 90",
      "    <green>spec.http[1]: (none) → new</green>",
      '    <red>spec.http[0].retries: {"attempts":3} → (none)</red>',
    ]);
  });

  it.each([
    ["added", "+"],
    ["removed", "-"],
  ] as const)("gives a number where many objects of a part are %s", (kind, sign) => {
    expect(shown({ objects: whole(kind, ...many) })).toEqual([`${sign} catalog: 6 objects`]);
    expect(shown({ objects: whole(kind, ...many.slice(1)) })).toHaveLength(5);
  });

  it("never sums up what changed", () => {
    const change: FieldChange = { path: "data", before: 1, after: 2 };
    const objects = many.map((key) => ({ key, kind: "changed" as const, fields: [change] }));
    expect(shown({ objects })).toHaveLength(12);
  });

  it("goes by part, in the order in which the parts are installed", () => {
    const objects = whole("added", route, "Service/shop/catalog");
    expect(shown({ objects })).toEqual([
      "+ Service shop/catalog",
      "+ VirtualService istioinaction/catalog",
    ]);
  });
});

/** The diff of two states on a target, with a few objects that come or go. */
const between = (
  before: LabState,
  after: LabState,
  target: Target = kind,
  objects: LabDiff["objects"] = [],
): string[] => {
  const diff = diffLabs({ state: before, objects: [] }, { state: after, objects: [] }, { target });
  return shown({ ...diff, objects, partOf: none.partOf });
};

describe("the cluster in a diff", () => {
  const made = cluster(cluster1)(nothing);

  it.each([
    ["new", "added", nothing, made, "+ cluster"],
    ["gone", "removed", made, nothing, "- cluster and all in it"],
  ] as const)(
    "comes first when it is %s, and the objects by number",
    (_title, how, before, after, line) => {
      const [first, second, ...rest] = between(before, after, kind, whole(how, ...many.slice(4)));
      expect(first).toBe(line);
      expect(second).toMatch(/^[+-] catalog: 2 objects$/);
      expect(rest).toEqual([]);
    },
  );

  it("shows the fields that change", () => {
    const next = cluster({ ...cluster1, kubernetes: "1.24.0" })(made);
    expect(between(made, next)).toEqual(["~ cluster", '    kubernetes: "1.23.17" → "1.24.0"']);
  });

  it("is coloured as a whole where it comes", () => {
    const { items } = diffLabs(
      { state: nothing, objects: [] },
      { state: made, objects: [] },
      { target: kind },
    );
    expect(shown({ items }, "named")).toEqual(["<green>+ cluster</green>"]);
  });
});

describe("the actions in a diff", () => {
  const fault: Action = {
    ...{ name: "fault", title: "500 on all requests", place: { where: "node" } },
    ...{ run: ["true"], undo: ["true"] },
  };
  const faulty = act(fault)(nothing);
  const worse = act({ ...fault, run: ["false"] })(nothing);

  it.each([
    ["added", nothing, faulty, kind, "* do: 500 on all requests"],
    ["changed", worse, faulty, kind, "* do: 500 on all requests"],
    ["removed", faulty, nothing, kind, "* undo: 500 on all requests"],
    [
      ...(["added", nothing, faulty, kwok] as const),
      "* do: 500 on all requests (not on kwok: pods are simulated)",
    ],
  ] as const)("are told when %s", (_how, before, after, target, line) => {
    expect(between(before, after, target).filter((each) => each !== "No changes.")).toEqual([line]);
  });

  it("are no change where nothing can do them", () => {
    expect(between(nothing, faulty, kwok)[0]).toBe("No changes.");
    expect(between(nothing, faulty, kind)).toHaveLength(1);
  });
});

describe("what was changed by hand", () => {
  const shownDrift = (...drift: readonly Drift[]): string[] => {
    const { output, printed } = memoryOutput();
    printDrift(output, drift);
    return printed;
  };
  const scaled: FieldChange = { path: "spec.replicas", before: 1, after: 3 };
  const missing = (key: string): Drift => ({ key, fields: [], by: undefined });

  it("is told with who did it, and what it is put back to", () => {
    const lines = shownDrift(
      { key: "Deployment/shop/catalog", fields: [scaled], by: "kubectl-scale" },
      { key: "Deployment/shop/webapp", fields: [scaled], by: undefined },
    );
    expect(lines).toEqual([
      "! Deployment shop/catalog was changed by hand (kubectl-scale), it is put back",
      "    spec.replicas: 3 → 1",
      "! Deployment shop/webapp was changed by hand, it is put back",
      "    spec.replicas: 3 → 1",
    ]);
  });

  it("names the objects that are missing, or how many they are", () => {
    expect(shownDrift(missing("Service/shop/catalog"))).toEqual([
      "! Service shop/catalog is missing",
    ]);
    expect(shownDrift(...many.map(missing))).toEqual(["! 6 objects are missing"]);
  });

  it("tells apart what is being deleted, or how many they are", () => {
    const going = (key: string): Drift => ({ ...missing(key), deleting: "2026-11-26T14:03:00Z" });
    expect(shownDrift(going("Service/shop/catalog"))).toEqual([
      "! Service shop/catalog is being deleted, it is made again",
    ]);
    expect(shownDrift(...many.map(going))).toEqual([
      "! 6 objects are being deleted, they are made again",
    ]);
  });

  it("is nothing where nothing was", () => {
    expect(shownDrift()).toEqual([]);
  });
});
