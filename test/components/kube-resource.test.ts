import { describe, expect, it } from "@jest/globals";
import { KubeResource, tokenOf } from "../../components/kube-resource.js";
import type { KubeObject } from "../../labs/kube.js";
import { kubeObject } from "../support/fake-manifests.js";
import { record } from "../support/record.js";

const inputsOf = async (object: KubeObject): Promise<unknown> => {
  const [resource] = await record(() => new KubeResource("one", object, {}));
  return resource?.inputs;
};

describe("the type token of an object", () => {
  it.each([
    ["v1", "Service", "kubernetes:core/v1:Service"],
    ["apps/v1", "Deployment", "kubernetes:apps/v1:Deployment"],
    [
      "networking.istio.io/v1alpha3",
      "VirtualService",
      "kubernetes:networking.istio.io/v1alpha3:VirtualService",
    ],
  ])("is that of its typed twin: %s %s", (apiVersion, kind, token) => {
    expect(tokenOf({ apiVersion, kind })).toBe(token);
  });
});

describe("an object as a resource", () => {
  it("goes to the provider as it is", async () => {
    const deployment = kubeObject("apps/v1", "Deployment", { name: "catalog" }, { replicas: 1 });
    expect(await inputsOf(deployment)).toEqual(deployment);
  });

  it("is a patch if it is a namespace that every cluster has: nobody can delete that", async () => {
    const typeOf = async (name: string): Promise<unknown> => {
      const namespace = kubeObject("v1", "Namespace", { name });
      const [resource] = await record(() => new KubeResource("one", namespace, {}));
      return resource?.type;
    };
    expect(await typeOf("default")).toBe("kubernetes:core/v1:NamespacePatch");
    expect(await typeOf("shop")).toBe("kubernetes:core/v1:Namespace");
  });

  it("has its content encrypted in the state if it is a Secret", async () => {
    const secret = {
      ...kubeObject("v1", "Secret", { name: "grafana" }),
      data: { password: "eA==" },
    };
    const [resource] = await record(() => new KubeResource("one", secret, {}));
    expect(resource).toMatchObject({ inputs: secret, secretOutputs: ["data"] });
  });

  it.each(["Service", "ServiceAccount"])(
    "keeps the annotations of a %s next to the one that stops the waiting",
    async (kind) => {
      const service = kubeObject("v1", kind, { name: "a", annotations: { mine: "yes" } });
      expect(await inputsOf(service)).toMatchObject({
        metadata: { name: "a", annotations: { mine: "yes", "pulumi.com/skipAwait": "true" } },
      });
      expect(service.metadata.annotations).toEqual({ mine: "yes" });
    },
  );

  it("goes before what its operator made of it, if it is a Prometheus", async () => {
    const prometheus = kubeObject("monitoring.coreos.com/v1", "Prometheus", { name: "prom" });
    expect(await inputsOf(prometheus)).toMatchObject({
      metadata: { annotations: { "pulumi.com/deletionPropagationPolicy": "background" } },
    });
  });
});
