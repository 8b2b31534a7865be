import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { cluster1 } from "../../../labs/week1/cluster.js";
import {
  kindConfig,
  kindInputs,
  type KindOptions,
} from "../../../components/provider/kind-config.js";
import { nodeImage, tagOf } from "../../../components/provider/kind-node-image.js";
import { KUBERNETES } from "../../../tools/releases.js";
import { studied } from "../../../tools/pins.js";

const options: KindOptions = { apiServerPort: 0, listenAddress: "127.0.0.1", book: undefined };
const week1 = (changes: Partial<KindOptions> = {}): object =>
  kindConfig(kindInputs("week1", cluster1, { ...options, ...changes }));

describe("kind's configuration", () => {
  it("of week 1 is the one of the study, on the loopback address", () => {
    expect(week1()).toMatchInlineSnapshot(`
kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
networking:
  podSubnet: 10.10.0.0/16
  serviceSubnet: 10.200.1.0/24
  apiServerAddress: 127.0.0.1
containerdConfigPatches:
  - |
    [plugins."io.containerd.grpc.v1.cri".registry]
      config_path = "/etc/containerd/certs.d"
kubeadmConfigPatches:
  - |
    apiVersion: kubelet.config.k8s.io/v1beta1
    kind: KubeletConfiguration
    serializeImagePulls: false
nodes:
  - role: control-plane
    extraPortMappings:
      - containerPort: 30000
        hostPort: 30000
        listenAddress: 127.0.0.1
      - containerPort: 30001
        hostPort: 30001
        listenAddress: 127.0.0.1
      - containerPort: 30002
        hostPort: 30002
        listenAddress: 127.0.0.1
      - containerPort: 30003
        hostPort: 30003
        listenAddress: 127.0.0.1
      - containerPort: 30004
        hostPort: 30004
        listenAddress: 127.0.0.1
      - containerPort: 30005
        hostPort: 30005
        listenAddress: 127.0.0.1

`);
  });

  it("mounts the book at /istiobook only when the config names a checkout", () => {
    expect(week1()).not.toHaveProperty("nodes.0.extraMounts");
    expect(week1({ book: "/home/me/book" })).toHaveProperty("nodes.0.extraMounts", [
      { hostPath: "/home/me/book", containerPath: "/istiobook" },
    ]);
  });

  it("says so when a mount can't be written to", () => {
    const inputs = kindInputs("week1", cluster1, { ...options, book: "/book" });
    const extraMounts = inputs.extraMounts.map((mount) => ({ ...mount, readOnly: true }));
    expect(kindConfig({ ...inputs, extraMounts })).toHaveProperty(
      "nodes.0.extraMounts.0.readOnly",
      true,
    );
  });

  it("names the port of the API server only when one is asked for", () => {
    expect(week1()).not.toHaveProperty("networking.apiServerPort");
    expect(week1({ apiServerPort: 6500 })).toHaveProperty("networking.apiServerPort", 6500);
  });

  it("opens the lab's ports to others only when the config asks for it, the API server never", () => {
    const open = week1({ listenAddress: "0.0.0.0" });
    expect(open).toHaveProperty("nodes.0.extraPortMappings.5.listenAddress", "0.0.0.0");
    expect(open).toHaveProperty("networking.apiServerAddress", "127.0.0.1");
  });

  it("has the week's own kubeadm patches after ours, so that theirs win", () => {
    const spec = { ...cluster1, kubeadmConfigPatches: ["kind: ClusterConfiguration\n"] };
    const config = kindConfig(kindInputs("week1", spec, options));
    expect(config).toHaveProperty("kubeadmConfigPatches.1", "kind: ClusterConfiguration\n");
  });

  it("carries only patches that are YAML with a kind", () => {
    const { kubeadmConfigPatches } = week1() as { kubeadmConfigPatches: string[] };
    for (const patch of kubeadmConfigPatches) expect(parse(patch)).toHaveProperty("kind");
  });
});

describe("the inputs of a cluster", () => {
  it("don't change with the wording of a port's purpose: that must not cost the cluster", () => {
    const reworded = cluster1.ports.map((port) => ({ ...port, purpose: "something else" }));
    expect(kindInputs("week1", { ...cluster1, ports: reworded }, options)).toEqual(
      kindInputs("week1", cluster1, options),
    );
  });
});

describe("the node image", () => {
  it("has the digest that the pinned kind was released with", () => {
    expect(nodeImage("1.23.17")).toBe(
      "kindest/node:v1.23.17@sha256:14d0a9a892b943866d7e6be119a06871291c517d279aedb816a4b4bc0ec0a5b3",
    );
  });

  it("is known for the study's Kubernetes and the pinned kind", () => {
    expect(KUBERNETES[studied.kubernetes].node).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("of a version that kind did not release is the tag alone", () => {
    expect(nodeImage("1.35.0")).toBe("kindest/node:v1.35.0");
  });

  it("without its digest is the tag", () => {
    expect(tagOf("kindest/node:v1.23.17@sha256:14d0")).toBe("kindest/node:v1.23.17");
    expect(tagOf("kindest/node:v1.23.17")).toBe("kindest/node:v1.23.17");
  });
});
