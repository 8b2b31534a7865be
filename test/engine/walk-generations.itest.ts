import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { BUILD_LIMIT_MS } from "../support/build-limit.js";
import { checkout, succeed, type Checkout } from "../support/checkout.js";

const VERSIONS = `import type { Versions } from "../versions.js";

export const versions: Versions = { kubernetes: "1.30.4", istio: "1.23.2" };
`;

/** A step with the mesh of the newer Istio, and an object that the older one does not know. */
const MESH = `import { available } from "../../probes.js";
import { all, apply, mesh } from "../../state.js";
import { step } from "../../step.js";
import { versions } from "../versions.js";

export default step({
  change: all(
    mesh({
      profile: "default",
      hub: "docker.io/istio",
      tag: versions.istio,
      components: {
        ingressGateways: [
          {
            name: "istio-ingressgateway",
            enabled: true,
            k8s: { service: { type: "LoadBalancer", ports: [{ name: "http2", port: 80, targetPort: 8080, nodePort: 31021 }] } },
          },
        ],
      },
    }),
    apply("routing", {
      apiVersion: "networking.istio.io/v1",
      kind: "Gateway",
      metadata: { name: "entry", namespace: "istio-system" },
      spec: {
        selector: { istio: "ingressgateway" },
        servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: ["*"] }],
      },
    }),
  ),
  checks: [{ says: "istiod is available", probe: available("istio-system", "istiod") }],
});
`;

/** Each test stands on the one before. */
describe("a week on a newer Istio and Kubernetes", () => {
  let lab: Checkout;

  beforeAll(async () => {
    lab = await checkout("no docker", "week8");
    succeed(await lab.lab("new-week", "week8"));
    await writeFile(join(lab.root, "labs/week8/versions.ts"), VERSIONS);
    await writeFile(join(lab.root, "labs/week8/1-start/8.2-namespace.ts"), MESH);
  });

  afterAll(async () => {
    await lab.lab("down", "week1", "--yes");
    await lab[Symbol.asyncDispose]();
  });

  it("is listed with its versions", async () => {
    const { stdout } = succeed(await lab.lab("weeks"));
    expect(stdout).toMatch(/^week8 .*Istio 1\.23\.2 on Kubernetes 1\.30\.4/m);
    expect(stdout).toMatch(/^week1 .*Istio 1\.17\.8 on Kubernetes 1\.23\.17/m);
  });

  it(
    "is rendered by the istioctl of its version, and the other weeks by that of theirs",
    async () => {
      const [newer, older] = [
        succeed(await lab.lab("objects", "week8", "--part", "istio")).stdout,
        succeed(await lab.lab("objects", "week1", "--part", "istio")).stdout,
      ];
      expect(newer).toContain("docker.io/istio/pilot:1.23.2");
      expect(newer).not.toContain("1.17.");
      expect(older).toContain("docker.io/istio/pilot:1.17.8");
    },
    BUILD_LIMIT_MS,
  );

  it("is previewed by plain pulumi", async () => {
    const preview = await lab.shell("pulumi", "preview", "--stack", "week8", "--diff");
    expect(succeed(preview).stdout).toContain("docker.io/istio/pilot:1.23.2");
  });

  it(
    "stands on its Kubernetes, beside a week on the older one",
    async () => {
      succeed(await lab.lab("up", "week1", "--step", "1.11", "--target", "kwok", "--yes"));
      succeed(await lab.lab("up", "week8", "--target", "kwok", "--yes"));
      const version = succeed(await lab.shell("kubectl", "version", "--output=json")).stdout;
      expect(JSON.parse(version)).toMatchObject({
        clientVersion: { gitVersion: "v1.30.4" },
        serverVersion: { gitVersion: "v1.30.4" },
      });
      const gateway = await lab.shell("kubectl", "get", "gateways.v1.networking.istio.io", "-A");
      expect(succeed(gateway).stdout).toContain("entry");
      succeed(await lab.lab("status", "week1"));
    },
    BUILD_LIMIT_MS,
  );

  it("is as declared afterwards, and its checks pass", async () => {
    const again = succeed(await lab.lab("up", "week8", "--yes"));
    expect(again.all).toContain("No changes.");
    succeed(await lab.lab("check"));
  });

  it("goes without a trace, and the other one stays", async () => {
    succeed(await lab.lab("down", "week8", "--yes"));
    expect(succeed(await lab.lab("status", "week1")).stdout).toContain("week1 at step 1.11");
  });
});
