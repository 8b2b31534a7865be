import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { checkout, succeed, type Checkout } from "../support/checkout.js";

const EGRESS = [
  "Deployment/istio-system/istio-egressgateway",
  "PodDisruptionBudget/istio-system/istio-egressgateway",
  "Role/istio-system/istio-egressgateway-sds",
  "RoleBinding/istio-system/istio-egressgateway-sds",
  "Service/istio-system/istio-egressgateway",
  "ServiceAccount/istio-system/istio-egressgateway-service-account",
];
const AUTOSCALERS = [
  "HorizontalPodAutoscaler/istio-system/istio-ingressgateway",
  "HorizontalPodAutoscaler/istio-system/istiod",
];
const INGRESS = "Deployment/istio-system/istio-ingressgateway";
const ISTIOD = "Deployment/istio-system/istiod";
const STORE = ["Deployment/istioinaction/catalog", "Deployment/istioinaction/webapp"];

/** The installs of week 4 on top of one another: what comes, what istioctl prunes, and which pods are made anew. */
const OVERLAYS = [
  { ...{ from: "4.19", to: "4.20" }, added: EGRESS, removed: AUTOSCALERS, anew: [INGRESS, ISTIOD] },
  { ...{ from: "4.23", to: "4.24" }, added: [], removed: [], anew: [] },
  {
    ...{ from: "4.32", to: "4.33" },
    ...{ added: AUTOSCALERS, removed: EGRESS, anew: [INGRESS, ISTIOD, ...STORE] },
  },
  { ...{ from: "4.36", to: "4.37" }, added: [], removed: [], anew: [INGRESS, ...STORE] },
];

interface Changed {
  readonly key: string;
  readonly kind: "added" | "changed" | "removed";
  readonly fields: readonly { readonly path: string }[];
}

const keys = (objects: readonly Changed[]): string[] => objects.map(({ key }) => key).sort();

describe("what an overlay of week 4 changes, told before there is a cluster", () => {
  let lab: Checkout;

  beforeAll(async () => {
    lab = await checkout("no docker", "week4");
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  it.each(OVERLAYS)("is complete from $from to $to", async ({ from, to, added, removed, anew }) => {
    const { stdout } = succeed(await lab.lab("diff", "week4", from, to, "--json"));
    const { objects } = JSON.parse(stdout) as { objects: readonly Changed[] };
    const keysOf = (kind: Changed["kind"]): string[] =>
      keys(objects.filter((one) => one.kind === kind));
    expect(keysOf("added")).toEqual(added);
    expect(keysOf("removed")).toEqual(removed);
    const ofPods = ({ path }: { readonly path: string }): boolean =>
      path.startsWith("spec.template.");
    expect(keys(objects.filter(({ fields }) => fields.some(ofPods)))).toEqual(anew);
  });

  it.each([
    ["4.19", "4.20", "upstream_proxy_version"],
    ["4.23", "4.24", "upstream_operation"],
  ])("names the dimension that comes to the metrics from %s to %s", async (from, to, dimension) => {
    const { stdout } = succeed(await lab.lab("diff", "week4", from, to));
    const filter = /^~ EnvoyFilter istio-system\/stats-filter-1\.17\n((?: {4}.*\n?)+)/m.exec(
      stdout,
    );
    expect(filter?.[1]).toContain(dimension);
  });
});
