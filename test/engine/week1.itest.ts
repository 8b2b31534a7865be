import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { driftOf } from "../../checks/drift.js";
import type { KubeObject } from "../../labs/kube.js";
import { checkout, succeed, USERS_KUBECONFIG, type Checkout } from "../support/checkout.js";
import { liveObjects, rendered } from "../support/live.js";
import { expectWell } from "../support/well.js";

/** One lab through its life, in order: each test stands on the one before. */
describe("week 1 on the embedded cluster", () => {
  let lab: Checkout;

  beforeAll(async () => {
    lab = await checkout();
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  it("lets two shells ask for its environment at once, the first time too", async () => {
    const shells = await Promise.all([lab.lab("env", "week1"), lab.lab("env", "week1")]);
    const [one, other] = shells.map((ran) => succeed(ran).stdout);
    expect(one).toContain("export KUBECONFIG=");
    expect(other).toBe(one);
  });

  it("previews completely before the cluster exists", async () => {
    const { exitCode, stdout } = await lab.shell("pulumi", "preview", "-s", "week1");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("VirtualService/istioinaction/catalog");
    expect(stdout).toMatch(/\+ 1\d\d to create/);
    expect(await lab.processes()).toEqual([]);
  });

  it("shows what differs between two steps, field by field, without a cluster", async () => {
    const toV1 = await lab.lab("diff", "week1", "1.54", "1.55");
    expect(toV1.stdout.split("\n")).toEqual([
      "~ VirtualService istioinaction/catalog",
      '    spec.http[0].retries: {"attempts":3,"retryOn":"5xx","perTryTimeout":"2s"} → (none)',
      "    spec.http[0].route[0].destination.subset: (none) → version-v1",
    ]);
    const toDark = await lab.lab("diff", "week1", "1.55", "1.57");
    expect(toDark.stdout.split("\n")).toEqual([
      "~ VirtualService istioinaction/catalog",
      '    spec.http[0].match: (none) → [{"headers":{"x-dark-launch":{"exact":"v2"}}}]',
      "    spec.http[0].route[0].destination.subset: version-v1 → version-v2",
      '    spec.http[1]: (none) → {"route":[{"destination":{"host":"catalog","subset":"version-v1"}}]}',
    ]);
    expect(await lab.processes()).toEqual([]);
  });

  it("comes up with one command, and every Deployment is available", async () => {
    succeed(await lab.lab("up", "week1", "--yes"));
    const { stdout } = await lab.shell("kubectl", "get", "deployments", "-A", "-o", "json");
    const { items } = JSON.parse(stdout) as { items: DeploymentStatus[] };
    const names = items.map(({ metadata }) => metadata.name).sort();
    expect(names).toEqual([
      ...["catalog", "catalog-v2", "grafana", "istio-ingressgateway", "istiod", "jaeger", "kiali"],
      ...["kube-ops-view", "metrics-server", "prometheus", "webapp"],
    ]);
    const waiting = items.filter(({ status }) => !status.conditions.some(isAvailable));
    expect(waiting).toEqual([]);
  });

  it("holds every object as it was rendered", async () => {
    const objects = await rendered(lab, "1.54");
    expect(objects.length).toBeGreaterThan(100);
    const live = await liveObjects(lab, objects);
    expect(driftOf(objects, live)).toEqual([]);
  });

  /** What Pulumi keeps of each run of its engine. */
  const runs = () => readdir(join(lab.root, ".lab/state/.pulumi/history/istio-lab/week1"));
  const unchanged = (stdout: string) => /\((\d+ unchanged), /.exec(stdout)?.[1];
  let told: string | undefined;

  it("changes nothing when it is brought up again, and needs no engine to know", async () => {
    const before = await runs();
    const { exitCode, stdout } = await lab.lab("up", "week1", "--yes");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("No changes.");
    told = unchanged(stdout);
    expect(told).toMatch(/^1\d\d unchanged$/);
    expect(await runs()).toEqual(before);
    await expectWell(lab);
  });

  it("has nothing to preview and nothing to refresh for plain pulumi", async () => {
    const preview = await lab.shell("pulumi", "preview", "-s", "week1", "--expect-no-changes");
    succeed(preview);
    const refresh = ["refresh", "-s", "week1", "--yes", "--expect-no-changes"];
    succeed(await lab.shell("pulumi", ...refresh));
  });

  it("has the engine look where another has written the state, which comes to the same", async () => {
    const before = await runs();
    const { stdout } = succeed(await lab.lab("up", "week1", "--yes"));
    expect(unchanged(stdout)).toBe(told);
    expect((await runs()).length).toBeGreaterThan(before.length);
  });

  it("goes to 1.57 by changing exactly the VirtualService", async () => {
    const { exitCode, stdout } = await lab.lab("goto", "1.57", "--yes");
    expect(exitCode).toBe(0);
    expect(stdout.match(/^[~+-] .*$/gm)).toEqual(["~ VirtualService istioinaction/catalog"]);
    expect(stdout).toContain("spec.http[0].route[0].destination.subset: (none) → version-v2");
    expect(stdout).toContain("(1 changed, ");
  });

  it("previews a step with plain pulumi as the fields of one object", async () => {
    await lab.shell("pulumi", "config", "set", "istio-lab:step", "1.55", "-s", "week1");
    const { exitCode, stdout } = await lab.shell("pulumi", "preview", "-s", "week1", "--diff");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("~ kubernetes:networking.istio.io/v1alpha3:VirtualService");
    expect(stdout).toContain('subset: "version-v2" => "version-v1"');
    expect(stdout).toMatch(/~ 1 to update\n/);
    await lab.shell("pulumi", "config", "set", "istio-lab:step", "1.57", "-s", "week1");
  });

  it("passes every check of objects and lists the others as not run", async () => {
    const { exitCode, stdout } = await lab.lab("check", "--json");
    expect(exitCode).toBe(0);
    const { results } = JSON.parse(stdout) as { results: CheckResult[] };
    const outcomes = (needsObjects: boolean): Set<string> =>
      new Set(
        results
          .filter(({ check }) => (check.needs === "objects") === needsObjects)
          .map(({ outcome }) => outcome),
      );
    expect(outcomes(true)).toEqual(new Set(["passed"]));
    expect(outcomes(false)).toEqual(new Set(["not run"]));
  });

  it("notices what was changed by hand, and puts it back", async () => {
    const patch = '{"spec":{"subsets":[{"name":"version-v1","labels":{"version":"v9"}}]}}';
    const args = ["patch", "dr", "catalog", "-n", "istioinaction", "--type=merge", "-p", patch];
    succeed(await lab.shell("kubectl", ...args));
    await lab.shell("kubectl", "delete", "gw", "outfitters-gateway", "-n", "istioinaction");
    // one more item of a list is nothing to the engine's provider
    const route =
      '[{"op":"add","path":"/spec/http/1/route/-","value":{"destination":{"host":"catalog"}}}]';
    const added = ["patch", "vs", "catalog", "-n", "istioinaction", "--type=json", "-p", route];
    succeed(await lab.shell("kubectl", ...added));

    const status = await lab.lab("status");
    expect(status.stdout).toContain(
      "missing or changed by hand: DestinationRule istioinaction/catalog",
    );
    expect(status.stdout).toContain(
      "missing or changed by hand: Gateway istioinaction/outfitters-gateway",
    );

    succeed(await lab.lab("up", "week1", "--yes"));
    const objects = await rendered(lab, "1.57");
    expect(driftOf(objects, await liveObjects(lab, objects))).toEqual([]);
  });

  it("removes what was added by hand to what it declares", async () => {
    const inShop = ["-n", "istioinaction", "--type=merge", "-p"];
    const selector = '{"spec":{"selector":{"version":"nope"}}}';
    succeed(await lab.shell("kubectl", "patch", "svc", "webapp", ...inShop, selector));
    const policy = '{"spec":{"trafficPolicy":{"connectionPool":{"tcp":{"maxConnections":1}}}}}';
    succeed(await lab.shell("kubectl", "patch", "dr", "catalog", ...inShop, policy));
    const env = ["set", "env", "deploy/webapp", "-n", "istioinaction", "MINE=1"];
    succeed(await lab.shell("kubectl", ...env));

    const { stdout } = await lab.lab("up", "week1", "--yes");
    expect(stdout).toContain("    spec.selector.version: nope → (none)");
    expect(stdout).toContain("    spec.trafficPolicy: ");
    await expectWell(lab);
    const endpoints = ["get", "endpoints", "webapp", "-n", "istioinaction", "-o", "json"];
    const { subsets } = JSON.parse((await lab.shell("kubectl", ...endpoints)).stdout) as KubeObject;
    expect(subsets).toHaveLength(1);
  });

  it("makes again what is being deleted, as soon as it is gone", async () => {
    const namespace = ["delete", "namespace", "istioinaction", "--wait=false"];
    succeed(await lab.shell("kubectl", ...namespace));
    succeed(await lab.lab("up", "week1", "--yes"));
    await expectWell(lab);
    const objects = await rendered(lab, "1.57");
    expect(driftOf(objects, await liveObjects(lab, objects))).toEqual([]);
  });

  it("names who holds a namespace that is being deleted, and what lets it go", async () => {
    const inShop = ["-n", "istioinaction"];
    succeed(await lab.shell("kubectl", ...inShop, "create", "configmap", "stuck"));
    const never = '{"metadata":{"finalizers":["example.com/never"]}}';
    const patch = ["patch", "configmap", "stuck", "--type=merge", "-p"];
    succeed(await lab.shell("kubectl", ...inShop, ...patch, never));
    const namespace = ["delete", "namespace", "istioinaction", "--wait=false"];
    succeed(await lab.shell("kubectl", ...namespace));

    const held = await lab.lab("up", "week1", "--yes");
    expect(held.exitCode).toBe(1);
    const line =
      /^error: Namespace istioinaction is being deleted since \d\d:\d\d, held by ConfigMap stuck \(finalizer example\.com\/never\)\.$/m;
    expect(held.stderr).toMatch(line);
    expect(held.stderr).toContain("kubectl patch configmap stuck -n istioinaction");
    expect(held.all).not.toContain("urn:");
    expect((await lab.lab("status")).stdout).toContain("held by ConfigMap stuck");

    succeed(await lab.shell("kubectl", ...inShop, ...patch, '{"metadata":{"finalizers":null}}'));
    succeed(await lab.lab("up", "week1", "--yes"));
    await expectWell(lab);
  });

  it("does not stand while pods can't be made, and says why", async () => {
    const inShop = ["-n", "istioinaction"];
    const quota = ["create", "quota", "none", "--hard=pods=0"];
    succeed(await lab.shell("kubectl", ...inShop, ...quota));
    succeed(await lab.shell("kubectl", ...inShop, "delete", "pod", "--all"));
    const unchanged = await lab.lab("up", "week1", "--yes");
    expect(unchanged.exitCode).toBe(1);
    expect(unchanged.stdout).not.toContain("week1 stands");
    expect(unchanged.stderr).toMatch(
      /Deployment istioinaction\/webapp is not available \(0 of 1 pods\): its pods can't be made: exceeded quota: none/,
    );
    expect(unchanged.stderr).toContain("kubectl delete resourcequota none -n istioinaction");

    const scale = ["scale", "deployment", "catalog-v2", "--replicas=3"];
    succeed(await lab.shell("kubectl", ...inShop, ...scale));
    const status = await lab.lab("status");
    expect(status.stdout).toContain("note: ResourceQuota istioinaction/none was made by hand");
    const changed = await lab.lab("up", "week1", "--yes");
    expect(changed.exitCode).toBe(1);
    expect(changed.stderr).toContain("its pods can't be made: exceeded quota: none");

    succeed(await lab.shell("kubectl", ...inShop, "delete", "quota", "none"));
    succeed(await lab.lab("up", "week1", "--yes"));
    await expectWell(lab);
  });

  it("takes a cordoned node into use again", async () => {
    const nodes = await lab.shell("kubectl", "get", "nodes", "-o", "name");
    succeed(await lab.shell("kubectl", "cordon", nodes.stdout.trim()));
    const { stdout } = succeed(await lab.lab("up", "week1", "--yes"));
    expect(stdout).toMatch(/^! Node \S+ is cordoned: it takes no new pods, it is uncordoned$/m);
    await expectWell(lab);
  });

  it("listens on the loopback address only", async () => {
    const { stdout } = await lab.shell("ss", "-Hltnp");
    const ours = stdout.split("\n").filter((line) => /etcd|kube-|kwok/.test(line));
    expect(ours.length).toBeGreaterThan(3);
    const open = ours.filter((line) => !/\s127\.0\.0\.1:\d+\s/.test(line));
    expect(open).toEqual([]);
  });

  it("keeps the cluster's keys out of the state", async () => {
    const folder = join(lab.root, ".lab/state/.pulumi/stacks/istio-lab");
    const state = await readFile(join(folder, "week1.json"), "utf8");
    expect(state).toContain('"ciphertext"');
    expect(state).not.toContain("client-key");
  });

  it("is gone after down: no process, no file of the cluster, the user's kubeconfig as it was", async () => {
    succeed(await lab.lab("down", "--yes"));
    expect(await lab.processes()).toEqual([]);
    expect(await readdir(join(lab.root, ".lab/stacks"))).toEqual([]);
    expect(existsSync(join(lab.root, ".lab/stacks/week1"))).toBe(false);
    expect(await readFile(join(lab.home, ".kube/config"), "utf8")).toBe(USERS_KUBECONFIG);
  });

  it("comes up at the step it was at, with plain pulumi, and goes with it", async () => {
    succeed(await lab.shell("pulumi", "up", "-s", "week1", "--yes"));
    const objects = await rendered(lab, "1.57");
    expect(driftOf(objects, await liveObjects(lab, objects))).toEqual([]);
    const destroy = await lab.shell("pulumi", "destroy", "-s", "week1", "--yes");
    succeed(destroy);
    expect(await lab.processes()).toEqual([]);
    expect(existsSync(join(lab.root, ".lab/stacks/week1"))).toBe(false);
  });
});

interface Condition {
  readonly type: string;
  readonly status: string;
}

type DeploymentStatus = KubeObject & { readonly status: { readonly conditions: Condition[] } };

const isAvailable = ({ type, status }: Condition): boolean =>
  type === "Available" && status === "True";

interface CheckResult {
  readonly check: { readonly needs: string };
  readonly outcome: string;
}
