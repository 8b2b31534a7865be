import { describe, expect, it } from "@jest/globals";
import { objectsIn } from "../../../labs/contents.js";
import { valueAt } from "../../../labs/fields.js";
import { stateAt } from "../../../labs/week.js";
import { week3 } from "../../../labs/week3/index.js";

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
  it("send no request without a name that a Gateway knows, but for the one that is to get a 404", () => {
    const requests = week3.steps.flatMap(({ checks }) =>
      checks.flatMap(({ probe }) =>
        probe.kind === "http" || probe.kind === "distribution" ? [probe] : [],
      ),
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
