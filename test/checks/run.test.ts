import { describe, expect, it } from "@jest/globals";
import { runChecks, type CheckOptions, type Waiting } from "../../checks/run.js";
import type { Result, StepCheck } from "../../checks/result.js";
import type { Check } from "../../labs/checks.js";
import type { KubeObject } from "../../labs/kube.js";
import { count, get, has, onHost, share } from "../../labs/probes.js";
import type { Kubectl } from "../../tools/kubectl.js";
import type { World } from "../../checks/seen.js";
import { fakeContainers } from "../support/fake-containers.js";
import { answering, failed, ok } from "../support/http-server.js";
import { fakeKubectl, noCluster } from "../support/fake-kubectl.js";
import { kubeObject } from "../support/fake-manifests.js";
import { noConnections } from "../support/no-world.js";
import { kind as onKind } from "../../targets/kind.js";
import { kwok as onKwok } from "../../targets/kwok.js";

const LOOK_MS = 500;
const shop = kubeObject("v1", "Namespace", { name: "shop" });

const asked = (probe: Check["probe"], more: Partial<Check> = {}): StepCheck => ({
  step: "1.1",
  check: { says: "it is so", needs: "objects", probe, ...more },
});
const exists = asked(has("Namespace/shop"));

const ran = ([command = ""]: readonly string[]) =>
  Promise.resolve({ stdout: `${command} ran`, stderr: "" });

const world: Omit<World, "kubectl"> = {
  host: ran,
  node: ran,
  http: answering(ok()).http,
  ...noConnections,
  containers: fakeContainers(),
  forward: (_place, _port, work) => work(40_000),
  dashboard: () => Promise.resolve("{}"),
  declared: () => Promise.resolve([]),
  portHolder: () => Promise.resolve(undefined),
};

/** Runs checks on kwok by a clock that only the pauses move. */
async function run(
  checks: readonly StepCheck[],
  kubectl: Kubectl,
  onPause: (ms: number) => void = () => undefined,
): Promise<{ readonly results: Result[]; readonly told: Result[]; readonly ms: number }> {
  let ms = 0;
  const told: Result[] = [];
  const results = await runChecks(checks, {
    ...{ target: onKwok, images: "official", book: undefined },
    ...world,
    kubectl,
    onResult: (result) => told.push(result),
    now: () => ms,
    pause: (pause) => {
      ms += pause;
      onPause(ms);
      return Promise.resolve();
    },
  });
  return { results, told, ms };
}

describe("running checks", () => {
  it("passes at once what holds", async () => {
    const { results, ms } = await run(
      [exists],
      fakeKubectl(() => [shop]),
    );
    expect(results).toEqual([{ ...exists, outcome: "passed", tookMs: 0 }]);
    expect(ms).toBe(0);
  });

  it("asks again until it holds, within the time limit", async () => {
    const live: KubeObject[] = [];
    const { results } = await run(
      [exists],
      fakeKubectl(() => live),
      (ms) => {
        if (ms >= 3 * LOOK_MS) live.push(shop);
      },
    );
    expect(results).toEqual([{ ...exists, outcome: "passed", tookMs: 3 * LOOK_MS }]);
  });

  it.each([
    ["its own limit", 2_000, 2_000],
    ["30 s", undefined, 30_000],
  ])("fails after %s, with the last thing seen", async (_title, timeoutMs, tookMs) => {
    const limit = timeoutMs === undefined ? {} : { timeoutMs };
    const late = asked(count("namespaces", 2), limit);
    const live: KubeObject[] = [];
    const { results } = await run(
      [late],
      fakeKubectl(() => live),
      () => live.splice(0, 1, shop),
    );
    expect(results).toEqual([
      {
        ...{ ...late, outcome: "failed", tookMs, seen: "there are 1 namespaces", wanted: "2" },
        text: "there are 1 namespaces, wanted 2",
        whole: "namespace.test/shop",
      },
    ]);
  });

  it("never passes what the target lacks something for", async () => {
    const page = asked(get("http://127.0.0.1:30000"), { needs: "traffic" });
    const inMesh = asked(has("Namespace/shop"), { needs: "mesh" });
    const { results, ms } = await run(
      [page, inMesh],
      fakeKubectl(() => [shop]),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(["not run", "not run"]);
    expect(results.map((result) => result.outcome === "not run" && result.why)).toEqual([
      expect.stringMatching(/^needs traffic: /),
      expect.stringMatching(/^needs mesh: /),
    ]);
    expect(ms).toBe(0);
  });

  it("asks nothing of a cluster when there is nothing to ask", async () => {
    const kubectl = fakeKubectl(() => []);
    expect((await run([], kubectl)).results).toEqual([]);
    await run([asked(get("http://127.0.0.1:30000"), { needs: "traffic" })], kubectl);
    expect(kubectl).not.toHaveBeenCalled();
  });

  it("tells each result when it is known, and gives all in the order of the checks", async () => {
    const gone = asked(has("Namespace/gone"), { timeoutMs: LOOK_MS });
    const { results, told } = await run(
      [gone, exists],
      fakeKubectl(() => [shop]),
    );
    expect(told.map(({ check }) => check.probe)).toEqual(
      [exists, gone].map(({ check }) => check.probe),
    );
    expect(results.map(({ outcome }) => outcome)).toEqual(["failed", "passed"]);
  });

  it("reads all objects of a namespace in one look", async () => {
    const kubectl = fakeKubectl(() => [shop]);
    await run([exists, asked(has("Namespace/shop")), asked(has("Namespace/shop"))], kubectl);
    expect(kubectl).toHaveBeenCalledTimes(1);
  });

  it("runs commands on the host", async () => {
    const passes = asked(onHost(["istioctl"], { matches: "^istioctl ran$" }));
    const fails = asked(onHost(["istioctl"], { lacks: "ran" }), { timeoutMs: 0 });
    const { results } = await run([passes, fails], noCluster);
    expect(results.map(({ outcome }) => outcome)).toEqual(["passed", "failed"]);
  });

  it("lets one question that the cluster refuses fail no other", async () => {
    const live = fakeKubectl(() => [shop]);
    const unknownKind: Kubectl = (args) => (args[1] === "canaries" ? noCluster(args) : live(args));
    const canaries = asked(count("canaries", 0), { timeoutMs: 0 });
    const { results } = await run([canaries, exists], unknownKind);
    expect(results.map(({ outcome }) => outcome)).toEqual(["failed", "passed"]);
  });

  it("waits for a cluster that doesn't answer yet", async () => {
    let kubectl: Kubectl = noCluster;
    const { results } = await run(
      [exists],
      (args) => kubectl(args),
      () => {
        kubectl = fakeKubectl(() => [shop]);
      },
    );
    expect(results).toEqual([{ ...exists, outcome: "passed", tookMs: LOOK_MS }]);
  });

  it("fails with what the cluster's client said when it never answers", async () => {
    const { results } = await run([exists], noCluster);
    expect(results).toEqual([
      {
        ...exists,
        outcome: "failed",
        tookMs: 30_000,
        seen: "The connection to the server 127.0.0.1:6443 was refused",
        text: "The connection to the server 127.0.0.1:6443 was refused",
      },
    ]);
  });
});

/** Runs checks on kind, against a cluster without objects. */
async function runOnKind(
  checks: readonly StepCheck[],
  options: Partial<CheckOptions> = {},
): Promise<Result[]> {
  let ms = 0;
  return runChecks(checks, {
    ...{ target: onKind, images: "official", book: undefined },
    ...{ ...world, kubectl: fakeKubectl(() => []), onResult: () => undefined },
    now: () => ms,
    pause: (pause) => {
      ms += pause;
      return Promise.resolve();
    },
    ...options,
  });
}

const URL = "http://127.0.0.1:30000";
const all200 = (requests: number, more: Partial<Check> = {}): StepCheck =>
  asked(share(requests, URL, { status: 200 }, 1, 1), { needs: "traffic", ...more });

describe("checks that send requests", () => {
  it("run after those that look, and one after the other", async () => {
    const order: string[] = [];
    const http: World["http"] = async ({ url }) => {
      order.push(url);
      await new Promise((resolve) => setTimeout(resolve, 1));
      return ok();
    };
    const one = asked(share(6, `${URL}/one`, { status: 200 }, 1, 1), { needs: "traffic" });
    const two = asked(share(6, `${URL}/two`, { status: 200 }, 1, 1), { needs: "traffic" });
    const page = asked(get(`${URL}/page`), { needs: "traffic" });
    const results = await runOnKind([one, two, page], { http });
    expect(results.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "passed"]);
    expect(order.join(" ")).toMatch(/^\S+\/page( \S+\/one){6}( \S+\/two){6}$/);
  });

  it("are followed by what looks for what they leave behind, in its turn", async () => {
    const order: string[] = [];
    const { http } = answering(ok());
    const host: World["host"] = ([command = ""]) => {
      order.push(command);
      return ran([command]);
    };
    const counters = asked(onHost(["counters"]), { inTurn: true });
    const first = asked(onHost(["first"]));
    const counting: World["http"] = (request) => {
      order.push("request");
      return http(request);
    };
    const results = await runOnKind([all200(2), counters, first], { http: counting, host });
    expect(order).toEqual(["first", "request", "request", "counters"]);
    expect(results.map(({ outcome }) => outcome)).toEqual(["passed", "passed", "passed"]);
  });

  it("fail at once where waiting longer is of no use", async () => {
    const status = JSON.stringify({ status: { phase: "Failed" } });
    const kubectl: Kubectl = () => Promise.resolve({ stdout: status, stderr: "" });
    const under = { url: URL, requests: 1 };
    const canary = asked(
      { kind: "canary", namespace: "shop", name: "catalog", ends: ["Succeeded"], under },
      { needs: "metrics", timeoutMs: 60_000 },
    );
    const [result] = await runOnKind([canary], { kubectl });
    expect(result).toMatchObject({ outcome: "failed", tookMs: 0 });
  });

  it("take another sample while the last one was not right, as after a change", async () => {
    const { http } = answering(failed(), ok(), ok(), ok());
    const [result] = await runOnKind([all200(2)], { http });
    expect(result).toMatchObject({ outcome: "passed", tookMs: LOOK_MS, seen: "2 of 2" });
  });

  it("fail with what the last sample was", async () => {
    const { http } = answering(failed("boom"));
    const [result] = await runOnKind([all200(2)], { http });
    expect(result).toMatchObject({
      outcome: "failed",
      seen: "0 of 2, the first: 500 boom",
      wanted: "all",
      text: `GET ${URL}: 0 of 2, wanted all; the first of the 2: 500 "boom"`,
    });
  });
});

describe("waiting checks", () => {
  it("are told after each look, with what was seen last", async () => {
    const told: (readonly Waiting[])[] = [];
    const late = asked(has("Namespace/shop"), { timeoutMs: 2 * LOOK_MS });
    await runOnKind([late], { onWaiting: (open) => told.push(open) });
    expect(told.map(([first]) => [first?.waitedMs, first?.seen])).toEqual([
      [0, "Namespace shop does not exist"],
      [LOOK_MS, "Namespace shop does not exist"],
    ]);
  });

  it("are not run any more once they are interrupted, and neither are those that come later", async () => {
    const controller = new AbortController();
    const results = await runOnKind([exists, all200(2)], {
      signal: controller.signal,
      onWaiting: () => {
        controller.abort();
      },
    });
    expect(results).toMatchObject([
      { outcome: "not run", why: "interrupted" },
      { outcome: "not run", why: "interrupted" },
    ]);
  });
});
