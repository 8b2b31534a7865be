import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { nodeImage, tagOf } from "../../components/provider/kind-node-image.js";
import { versions } from "../../labs/kans7/versions.js";
import { exec } from "../../lib/exec.js";
import { waitUntil } from "../../lib/wait.js";
import { toolContext } from "../../tools/context.js";
import { find } from "../../tools/find.js";
import { KUBERNETES } from "../../tools/releases.js";
import { realKind, type RealKind } from "../support/real-kind.js";

const STACK = "istio-lab-test-newer";
const NODE = `${STACK}-control-plane`;
const PORT = 31_591;

/** What the node brings itself: it answers /health, so the cluster needs no image from anywhere. */
const SERVER = `registry.k8s.io/coredns/coredns:v${KUBERNETES["1.30.4"].coredns}`;

/** A server behind a Service with a port of the node. */
const objects = [
  {
    ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "server" } },
    data: { Corefile: ".:5353 {\n  health :8080\n  whoami\n}\n" },
  },
  {
    ...{ apiVersion: "v1", kind: "Pod", metadata: { name: "server", labels: { app: "server" } } },
    spec: {
      containers: [
        {
          ...{ name: "server", image: SERVER, imagePullPolicy: "Never" },
          args: ["-conf", "/config/Corefile"],
          resources: { limits: { memory: "64Mi" } },
          readinessProbe: { httpGet: { path: "/health", port: 8080 }, periodSeconds: 1 },
          volumeMounts: [{ name: "config", mountPath: "/config" }],
        },
      ],
      volumes: [{ name: "config", configMap: { name: "server" } }],
    },
  },
  {
    ...{ apiVersion: "v1", kind: "Service", metadata: { name: "server" } },
    spec: {
      ...{ type: "NodePort", selector: { app: "server" } },
      ports: [{ port: 80, targetPort: 8080, nodePort: 30_000 }],
    },
  },
];

/** Why there is no such node on this machine; undefined where there is. */
async function whyNotHere(): Promise<string | undefined> {
  const context = toolContext({ versions });
  const lacking = (["kind", "kubectl"] as const).filter(
    (name) => find(context, name).state !== "ready",
  );
  if (lacking.length > 0) return `${lacking.join(" and ")} of kans7: ./lab env kans7 gets them`;
  const image = tagOf(nodeImage(versions.kubernetes));
  return exec("docker", ["image", "inspect", image], { timeoutMs: 10_000 }).then(
    () => undefined,
    () => `Docker has no ${image}: ./lab bed up kans7 makes it`,
  );
}

const why = await whyNotHere();
const suite = why === undefined ? describe : describe.skip;

const title = `a kind cluster of another generation${why === undefined ? "" : ` (not run: ${why})`}`;

suite(title, () => {
  let kind: RealKind;

  beforeAll(async () => {
    kind = await realKind(STACK, versions);
    const ports = [{ hostPort: PORT, containerPort: 30_000, listenAddress: "127.0.0.1" }];
    await kind.cluster.create(kind.inputs({ ports }));
    // the controller manager makes it some time after kind is content with the node
    const account = (): Promise<boolean> =>
      kind.kubectl("get", "serviceaccount", "default").then(
        () => true,
        () => false,
      );
    expect(await waitUntil(account, { limitMs: 60_000, pauseMs: 500 })).toBe(true);
    const file = join(kind.folder(STACK), "objects.json");
    const list = { apiVersion: "v1", kind: "List", items: objects };
    await writeFile(file, JSON.stringify(list));
    await kind.kubectl("apply", "--filename", file);
  });

  afterAll(async () => {
    await kind[Symbol.asyncDispose]();
  });

  it("is of the Kubernetes of its week", async () => {
    const wait = ["wait", `node/${NODE}`, "--for", "condition=Ready", "--timeout", "50s"] as const;
    await kind.kubectl(...wait);
    const path = "jsonpath={.status.nodeInfo.kubeletVersion}";
    const kubelet = await kind.kubectl("get", "node", NODE, "--output", path);
    expect(kubelet).toBe(`v${versions.kubernetes}`);
  });

  it("has the CoreDNS that its kubeadm asks for, ready", async () => {
    const where = ["--namespace", "kube-system", "deployment/coredns"] as const;
    await kind.kubectl("wait", ...where, "--for", "condition=Available", "--timeout", "50s");
    const path = "jsonpath={.spec.template.spec.containers[0].image}";
    expect(await kind.kubectl("get", ...where, "--output", path)).toBe(SERVER);
  });

  it("leaves the cgroups of pods to systemd, kubelet and containerd alike", async () => {
    const config = await kind.docker("exec", NODE, "cat", "/var/lib/kubelet/config.yaml");
    expect(config).toMatch(/^cgroupDriver: systemd$/m);
    const runtime = await kind.docker("exec", NODE, "crictl", "info");
    const { config: own } = JSON.parse(runtime) as { config: object };
    expect(JSON.stringify(own)).toContain('"SystemdCgroup":true');
  });

  it("answers through a Service, inside by its address and on this machine by its port", async () => {
    await kind.kubectl("wait", "pod/server", "--for", "condition=Ready", "--timeout", "50s");
    const path = "jsonpath={.spec.clusterIP}";
    const address = await kind.kubectl("get", "service", "server", "--output", path);
    const curl = ["exec", NODE, "curl", "--silent", "--max-time", "10"] as const;
    expect(await kind.docker(...curl, `http://${address}/health`)).toBe("OK");
    const answer = await fetch(`http://127.0.0.1:${PORT}/health`);
    expect(await answer.text()).toBe("OK");
  });
});
