import { describe, expect, it } from "@jest/globals";
import { checksAt as holding } from "../../../checks/result.js";
import { objectIn, objectsIn } from "../../../labs/contents.js";
import type { Check } from "../../../labs/checks.js";
import { meets } from "../../../labs/expected.js";
import { valueAt } from "../../../labs/fields.js";
import type { ObjectProbe } from "../../../labs/probe-kinds.js";
import { indexOf, stateAt, type StepId } from "../../../labs/week.js";
import { week3 } from "../../../labs/week3/index.js";

/** Objects that the week's checks ask for but that others make, so that the state does not hold them. */
const MADE_BY_OTHERS: readonly { readonly who: string; readonly keys: RegExp }[] = [
  {
    who: "istioctl and the addons of the release",
    keys: /^(?:Deployment\/istio-system\/(?!flagger$)|(?:Service|ConfigMap|IstioOperator)\/istio-system\/)/,
  },
  { who: "the endpoints controller", keys: /^Endpoints\// },
  { who: "kind or kwok", keys: /^Node\// },
  { who: "the file of Flagger's definitions", keys: /^CustomResourceDefinition\// },
];

/** Checks with this need ask for what Flagger makes while it runs. */
const FLAGGER_MADE = "metrics";

const isMadeByOthers = (key: string): boolean => MADE_BY_OTHERS.some(({ keys }) => keys.test(key));

const checksAt = (id: StepId): Check[] => holding(week3, id).map(({ check }) => check);

/** Why the state's own objects fail a check; empty where they pass it or can't know. */
function failures(id: string, { object, fields = {} }: ObjectProbe): string[] {
  const found = objectIn(stateAt(week3, id), object);
  if (fields === "absent") return found === undefined ? [] : [`${object} is there`];
  if (found === undefined) return [`${object} is not there`];
  return Object.entries(fields)
    .filter(([path]) => !path.startsWith("status."))
    .flatMap(([path, expected]) => meets(valueAt(found, path), expected) ?? []);
}

describe("week 3", () => {
  it("has the 66 steps of the notes, in their order", () => {
    const ids = Array.from({ length: 66 }, (_, index) => `3.${index + 1}`);
    expect(week3.steps.map(({ id }) => id)).toEqual(ids);
  });

  it("stands at 3.10 when nothing else is asked: the store in the mesh, and no traffic decision", () => {
    expect(week3.base).toBe("3.10");
    const objects = objectsIn(stateAt(week3, week3.base));
    const names = (kind: string): string[] =>
      Object.keys(objects).filter((key) => key.startsWith(`${kind}/istioinaction/`));
    expect(
      names("Deployment")
        .map((key) => key.replace(/.*\//, ""))
        .sort(),
    ).toEqual([...["catalog", "catalog-v2", "webapp"]]);
    expect(names("Gateway")).toEqual(["Gateway/istioinaction/coolstore-gateway"]);
    // the way in, to webapp as a whole
    const [entry, ...others] = names("VirtualService").map((key) => objects[key]?.object);
    expect(valueAt(entry, "spec.http")).toEqual([
      { route: [{ destination: { host: "webapp", port: { number: 80 } } }] },
    ]);
    expect([...others, ...names("DestinationRule")]).toEqual([]);
  });

  it("has a title of its own for every step", () => {
    expect(new Set(week3.steps.map(({ title }) => title)).size).toBe(66);
  });

  it("has loops with names of their own, each step meaning one at most", () => {
    const { loops = [] } = week3;
    expect(new Set(loops.map(({ name }) => name)).size).toBe(loops.length);
    const meant = loops.flatMap(({ steps }) => steps);
    expect(new Set(meant).size).toBe(meant.length);
    for (const { request } of loops) expect(new URL(request.url).host).toBe("127.0.0.1:30000");
  });
});

describe("the checks of week 3", () => {
  it.each(week3.steps)("there is at least one for step $id, each with a hint", ({ checks }) => {
    expect(checks).not.toHaveLength(0);
    for (const { says, hint } of checks) {
      expect(says).toMatch(/^\S.*[^.\s]$/);
      expect(hint).toMatch(/\S/);
    }
    expect(new Set(checks.map(({ says }) => says)).size).toBe(checks.length);
  });

  it("end at a later step of the week, where they end", () => {
    for (const { id, checks } of week3.steps) {
      for (const { until } of checks) {
        if (until !== undefined) expect(indexOf(week3, until)).toBeGreaterThan(indexOf(week3, id));
      }
    }
  });

  it.each(week3.steps)("agree with the objects of the state at $id", ({ id }) => {
    const wrong = checksAt(id).flatMap(({ says, needs, probe }) => {
      if (probe.kind !== "object" || needs === FLAGGER_MADE || needs === "mesh") return [];
      if (isMadeByOthers(probe.object)) return [];
      return failures(id, probe).map((why) => `${says}: ${why}`);
    });
    expect(wrong).toEqual([]);
  });

  it.each(week3.steps)("agree with the number of objects at $id", ({ id }) => {
    const keys = Object.keys(objectsIn(stateAt(week3, id)));
    for (const { probe } of checksAt(id)) {
      if (probe.kind !== "count" || probe.of === "secrets") continue;
      const kind = probe.of.replace(/\..*$/, "").replace(/(?:ies|s)$/, "");
      const found = keys.filter((key) =>
        key.toLowerCase().match(new RegExp(`^${kind}y?/${probe.namespace ?? ""}/`)),
      );
      expect([probe.of, found.length]).toEqual([probe.of, probe.count]);
    }
  });

  it("skip no object of the state as made by others", () => {
    const keys = week3.steps.flatMap(({ id }) => Object.keys(objectsIn(stateAt(week3, id))));
    expect([...new Set(keys)].filter(isMadeByOthers)).toEqual([]);
  });

  it("send no request without a name that a Gateway knows, but for the one that is to get a 404", () => {
    const requests = week3.steps.flatMap(({ checks }) =>
      checks.flatMap(({ probe }) => ("url" in probe ? [probe] : [])),
    );
    const nameless = requests.filter(
      ({ url, headers }) =>
        url.startsWith("http://127.0.0.1:30000") && headers?.["Host"] === undefined,
    );
    expect(nameless).toEqual([{ kind: "http", url: "http://127.0.0.1:30000/items", status: 404 }]);
  });
});

describe("the deviations of chapter 5", () => {
  /** What the notes do that the lab does not, and a word of the reason. */
  it.each([
    ["3.1", "netshoot"],
    ["3.1", "node ports"],
    ["3.1", "Host header"],
    ["3.2", "delete"],
    ["3.4", "/etc/hosts"],
    ["3.14", "weights"],
    ["3.18", "1.41.0"],
    ["3.18", "metricServer"],
    ["3.19", "number of pods"],
    ["3.20", "going back"],
    ["3.20", "misspelt"],
    ["3.21", "definitions"],
    ["3.23", "last"],
    ["3.25", "never"],
    ["3.27", "node ports"],
    ["3.27", "ALLOW_LIST"],
    ["3.28", "Telemetry"],
    ["3.30", "indented"],
    ["3.31", "PeerAuthentication"],
    ["3.31", "no command"],
  ])("%s names where it differs from the notes: %s", (id, word) => {
    expect(week3.steps.find((step) => step.id === id)?.deviation).toContain(word);
  });

  it("looks for what requests leave in a proxy when those of the step have been sent", () => {
    const early = week3.steps.flatMap(({ id, checks }) =>
      checks
        .filter(({ needs, inTurn, probe }) => {
          const asksProxy = probe.kind === "command" && probe.command[0] === "istioctl";
          return asksProxy && needs === "traffic" && inTurn !== true;
        })
        .map(({ says }) => `${id} ${says}`),
    );
    expect(early).toEqual([]);
  });
});
