import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { NAMESPACE, deployment, service } from "../../labs/apps/app.js";
import { CATALOG_PORT } from "../../labs/apps/catalog.js";
import { CATALOG_IMAGE } from "../../labs/apps/images.js";
import { keyOf, type KubeObject, type ObjectKey } from "../../labs/kube.js";
import { virtualService } from "../../labs/networking.js";
import { succeed, type Checkout } from "./checkout.js";

const CANARY = "catalog-release";
const STATUS = `/apis/flagger.app/v1beta1/namespaces/${NAMESPACE}/canaries/${CANARY}/status`;

const primary = deployment({
  ...{ name: "catalog-primary", labels: { app: "catalog-primary", version: "v1" } },
  ...{ image: CATALOG_IMAGE, port: CATALOG_PORT, env: [] },
});

/** Flagger's VirtualService: webapp's requests can be shifted, all others stay with the old version. */
const route = virtualService("catalog", {
  ...{ hosts: ["catalog"], gateways: ["mesh"] },
  http: [
    {
      match: [{ sourceLabels: { app: "webapp" } }],
      route: [
        { destination: { host: "catalog-primary" }, weight: 100 },
        { destination: { host: "catalog-canary" }, weight: 0 },
      ],
    },
    { route: [{ destination: { host: "catalog-primary" }, weight: 100 }] },
  ],
});

const destinationRule = (name: string): KubeObject => ({
  apiVersion: "networking.istio.io/v1beta1",
  kind: "DestinationRule",
  metadata: { name, namespace: NAMESPACE },
  spec: { host: name },
});

/** What Flagger makes for the Canary of step 3.19. */
const made: readonly KubeObject[] = [
  primary,
  ...["catalog", "catalog-primary", "catalog-canary"].map((name) => service(name, CATALOG_PORT)),
  ...["catalog-primary", "catalog-canary"].map(destinationRule),
  route,
];
export const MADE_BY_FLAGGER: readonly ObjectKey[] = made.map(keyOf);

/**
 * Plays Flagger, which has no containers on kwok: takes over catalog as it does when it first sees its Canary.
 * All that it makes belongs to the Canary, so that Kubernetes deletes it together with that.
 */
export async function playFlagger(lab: Checkout): Promise<void> {
  const kubectl = (...args: string[]) => lab.shell("kubectl", "-n", NAMESPACE, ...args);
  const found = succeed(await kubectl("get", "canary", CANARY, "-o", "json"));
  const canary = JSON.parse(found.stdout) as KubeObject & { metadata: { uid: string } };
  const { apiVersion, kind, metadata } = canary;
  const owner = { apiVersion, kind, name: CANARY, uid: metadata.uid };
  const ownerReferences = [{ ...owner, controller: true, blockOwnerDeletion: true }];
  const items = made.map((object) => ({
    ...object,
    metadata: { ...object.metadata, ownerReferences },
  }));
  const file = join(lab.home, "flagger.json");
  const write = (value: object): Promise<void> => writeFile(file, JSON.stringify(value));

  await write({ apiVersion: "v1", kind: "List", items });
  succeed(await kubectl("create", "--field-manager", "flagger", "-f", file));
  const none = ["--type", "merge", "--patch", '{"spec":{"replicas":0}}'];
  succeed(await kubectl("patch", "deployment", "catalog", "--field-manager", "flagger", ...none));
  const status = { phase: "Initialized", canaryWeight: 0, failedChecks: 0, iterations: 0 };
  await write({ ...canary, status });
  succeed(await kubectl("replace", "--raw", STATUS, "-f", file));
  const available = ["--for=condition=Available", "--timeout=60s"];
  succeed(await kubectl("wait", "deployment/catalog-primary", ...available));
}

/** Waits until Kubernetes has deleted what belonged to a Canary that is gone: it does so a moment later. */
export async function flaggerIsGone(lab: Checkout): Promise<void> {
  const names = ["deployment/catalog-primary", "service/catalog-primary", "service/catalog-canary"];
  const wait = ["wait", "--for=delete", "--timeout=60s", ...names];
  succeed(await lab.shell("kubectl", "-n", NAMESPACE, ...wait));
}
