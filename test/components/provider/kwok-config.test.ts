import { describe, expect, it } from "@jest/globals";
import {
  createArguments,
  kwokctlConfig,
  nodeObject,
  nodeSubnet,
  type KwokInputs,
} from "../../../components/provider/kwok-config.js";

const week1: KwokInputs = {
  stack: "week1",
  name: "myk8s",
  kubernetes: "1.23.17",
  podSubnet: "10.10.0.0/16",
  serviceSubnet: "10.200.1.0/24",
  apiServerPort: 0,
};

describe("kwokctl's configuration", () => {
  it("runs processes that listen on the loopback address alone", () => {
    expect(kwokctlConfig(week1)).toMatchInlineSnapshot(`
apiVersion: config.kwok.x-k8s.io/v1alpha1
kind: KwokctlConfiguration
options:
  runtime: binary
  bindAddress: 127.0.0.1
  kubeVersion: v1.23.17
componentsPatches:
  - name: kwok-controller
    extraArgs:
      - key: config
        value: kwok.yaml
        override: true

`);
  });

  it("names the port of the API server only when one is asked for", () => {
    expect(kwokctlConfig({ ...week1, apiServerPort: 6500 })).toHaveProperty(
      "options.kubeApiserverPort",
      6500,
    );
  });
});

describe("the arguments of kwokctl", () => {
  const args = createArguments(week1, { config: "kwokctl.yaml", kubeconfig: "/kubeconfig" });
  const after = (flag: string): (string | undefined)[] =>
    args.flatMap((arg, index) => (arg === flag ? [args[index + 1]] : []));

  it("name the configuration without its path, which kwokctl would split at commas", () => {
    expect(after("--config")).toEqual(["kwokctl.yaml"]);
  });

  it("keep the user's kubeconfig out of it", () => {
    expect(after("--kubeconfig")).toEqual(["/kubeconfig"]);
  });

  it("give Services and pods the week's subnets", () => {
    expect(after("--extra-args")).toEqual([
      "kube-apiserver=service-cluster-ip-range=10.200.1.0/24",
      "kwok-controller=cidr=10.10.0.0/24",
    ]);
  });
});

describe("the simulated node", () => {
  it("has kind's name and the first /24 of the pods' subnet", () => {
    expect(nodeObject(week1)).toMatchObject({
      metadata: { name: "myk8s-control-plane" },
      spec: { podCIDR: "10.10.0.0/24", podCIDRs: ["10.10.0.0/24"] },
    });
    expect(nodeSubnet("10.10.0.0/16")).toBe("10.10.0.0/24");
  });
});
