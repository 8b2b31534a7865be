import { describe, expect, it } from "@jest/globals";
import { driftOf, findDrift } from "../../checks/drift.js";
import { tlsSecret } from "../../labs/certificates.js";
import { keyOf, type KubeObject } from "../../labs/kube.js";
import { fakeKubectl } from "../support/fake-kubectl.js";
import { kubeObject, placed } from "../support/fake-manifests.js";

const named = { name: "catalog", namespace: "shop" };
const KEY = "Deployment/shop/catalog";
const declared = (spec: object): KubeObject => kubeObject("apps/v1", "Deployment", named, spec);

/** The fields in which the live object differs from the declared one. */
function differences(spec: object, live: KubeObject): unknown[] {
  const [drift] = driftOf(placed("catalog", declared(spec)), new Map([[keyOf(live), live]]));
  return (drift?.fields ?? []).map(({ path, before, after }) => [path, before, after]);
}

describe("a change by hand", () => {
  it.each<[string, object, object, unknown[]]>([
    ["a value", { replicas: 1 }, { replicas: 3 }, [["spec.replicas", 1, 3]]],
    ["a value that is gone", { replicas: 1 }, {}, [["spec.replicas", 1, undefined]]],
    [
      "an item of a list",
      { args: ["--a", "--b"] },
      { args: ["--a", "--c"] },
      [["spec.args[1]", "--b", "--c"]],
    ],
    [
      "a longer list, as a whole",
      { args: ["--a"] },
      { args: ["--a", "--b"] },
      [["spec.args", ["--a"], ["--a", "--b"]]],
    ],
    ["a quantity", { cpu: "100m" }, { cpu: "200m" }, [["spec.cpu", "100m", "200m"]]],
  ])("is seen in %s", (_title, spec, live, expected) => {
    expect(differences(spec, declared(live))).toEqual(expected);
  });

  it.each<[string, object, object]>([
    ["what the server adds", { replicas: 1 }, { replicas: 1, strategy: { type: "RollingUpdate" } }],
    ["what the server drops as empty", { a: {}, b: [], c: "", d: false, e: 0 }, {}],
    ["a quantity in other words", { cpu: "1000m", memory: "1024Mi" }, { cpu: "1", memory: "1Gi" }],
  ])("is not %s", (_title, spec, live) => {
    expect(differences(spec, declared(live))).toEqual([]);
  });

  it("is not another version of the API", () => {
    expect(differences({ a: 1 }, { ...declared({ a: 1 }), apiVersion: "apps/v1beta1" })).toEqual(
      [],
    );
  });

  it("is not what istiod writes into its webhooks, but any other field of theirs", () => {
    const webhooks = (failurePolicy: string, path: string): KubeObject => ({
      ...kubeObject("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", {
        name: "istiod-default-validator",
      }),
      webhooks: [{ clientConfig: { caBundle: failurePolicy, path }, failurePolicy }],
    });
    const live = (object: KubeObject) => new Map([[keyOf(object), object]]);
    const mine = placed("istio", webhooks("Ignore", "/validate"));
    expect(driftOf(mine, live(webhooks("Fail", "/validate")))).toEqual([]);
    const [drift] = driftOf(mine, live(webhooks("Fail", "/other")));
    expect(drift?.fields.map(({ path }) => path)).toEqual(["webhooks[0].clientConfig.path"]);
  });

  it("is not what a Secret holds of a file of certificates, unless it holds nothing", () => {
    const metadata = { name: "web", namespace: "shop" };
    const secret = tlsSecret(metadata, { name: "web", folder: "certs", host: "web.example" });
    const fieldsOf = (data: object) => {
      const live = { ...secret, data };
      const [drift] = driftOf(placed("credentials", secret), new Map([[keyOf(live), live]]));
      return (drift?.fields ?? []).map(({ path }) => path);
    };
    expect(fieldsOf({ "tls.crt": "YQ==", "tls.key": "Yg==" })).toEqual([]);
    expect(fieldsOf({ "tls.crt": "YQ==" })).toEqual(["data.tls.key"]);
    expect(fieldsOf({ "tls.crt": "YQ==", "tls.key": "" })).toEqual(["data.tls.key"]);
  });

  it("is not a sidecar that was injected, but any other field of a pod", () => {
    const pod = (...containers: readonly object[]): KubeObject =>
      kubeObject("v1", "Pod", { name: "netshoot", namespace: "shop" }, { containers });
    const own = { name: "netshoot", image: "netshoot:1" };
    const proxy = { name: "istio-proxy", image: "proxyv2:1" };
    const fieldsOf = (...live: readonly object[]): unknown[] => {
      const found = pod(...live);
      const drift = driftOf(placed("netshoot", pod(own)), new Map([[keyOf(found), found]]));
      return drift.flatMap(({ fields }) => fields.map(({ path }) => path));
    };
    expect(fieldsOf(own, proxy)).toEqual([]);
    expect(fieldsOf(proxy, own)).toEqual([]);
    expect(fieldsOf({ ...own, image: "netshoot:2" }, proxy)).toEqual(["spec.containers[0].image"]);
    expect(fieldsOf(proxy)).toEqual(["spec.containers"]);
  });

  it("is an object that is gone", () => {
    expect(driftOf(placed("catalog", declared({})), new Map())).toEqual([
      { key: KEY, fields: [], by: undefined },
    ]);
  });

  it("names who wrote last, and neither the lab nor who only writes the status", () => {
    const managedFields = [
      { manager: "kubectl-scale", time: "2026-11-21T10:02:00Z" },
      { manager: "kubectl-patch", time: "2026-11-21T10:01:00Z" },
      { manager: "pulumi-kubernetes-1", time: "2026-11-21T10:03:00Z" },
      { manager: "kube-controller-manager", time: "2026-11-21T10:04:00Z", subresource: "status" },
    ];
    const live = { ...declared({ replicas: 3 }), metadata: { ...named, managedFields } };
    const [drift] = driftOf(placed("catalog", declared({ replicas: 1 })), new Map([[KEY, live]]));
    expect(drift?.by).toBe("kubectl-scale");
  });
});

describe("finding what was changed by hand", () => {
  it("reads the cluster once for each namespace, with who wrote what", async () => {
    const kubectl = fakeKubectl(() => [declared({ replicas: 3 })]);
    const found = await findDrift(placed("catalog", declared({ replicas: 1 })), kubectl);
    expect(found.map(({ key }) => key)).toEqual([KEY]);
    expect(kubectl.mock.calls.map(([args]) => args.at(-1))).toEqual(["--show-managed-fields"]);
  });
});

describe("an object that is being deleted", () => {
  const deletionTimestamp = "2026-11-26T14:03:00Z";

  it("is as good as gone, whatever its fields say", () => {
    const live = { ...declared({}), metadata: { ...named, deletionTimestamp } };
    const [drift] = driftOf(placed("catalog", declared({})), new Map([[KEY, live]]));
    expect(drift).toMatchObject({ key: KEY, fields: [], deleting: deletionTimestamp });
  });

  it("takes all with it that is in it, when it is a namespace", () => {
    const shop = kubeObject("v1", "Namespace", { name: "shop" });
    const going = { ...shop, metadata: { name: "shop", deletionTimestamp } };
    const live = new Map([
      ["Namespace/shop", going],
      [KEY, declared({})],
    ]);
    const drift = driftOf(placed("catalog", shop, declared({})), live);
    expect(drift.map(({ key, deleting }) => [key, deleting])).toEqual([
      ["Namespace/shop", deletionTimestamp],
      [KEY, deletionTimestamp],
    ]);
  });
});

describe("a field that nobody declares", () => {
  it("is drift when a person added it, to be removed", () => {
    const managedFields = [
      { manager: "kubectl-patch", fieldsV1: { "f:spec": { "f:paused": {} } } },
    ];
    const live = {
      ...declared({ replicas: 1, paused: true }),
      metadata: { ...named, managedFields },
    };
    const [drift] = driftOf(placed("catalog", declared({ replicas: 1 })), new Map([[KEY, live]]));
    expect(drift).toMatchObject({
      fields: [{ path: "spec.paused", before: undefined, after: true }],
      added: [{ pointer: "/spec/paused", value: true }],
      by: "kubectl-patch",
    });
  });

  it("is told alone where it makes a list longer", () => {
    const containers = [{ name: "web" }, { name: "spy" }];
    const managedFields = [
      {
        manager: "kubectl-edit",
        fieldsV1: {
          "f:spec": { "f:containers": { 'k:{"name":"spy"}': { ".": {}, "f:name": {} } } },
        },
      },
    ];
    const live = { ...declared({ containers }), metadata: { ...named, managedFields } };
    const mine = placed("catalog", declared({ containers: [{ name: "web" }] }));
    const [drift] = driftOf(mine, new Map([[KEY, live]]));
    expect(drift?.fields.map(({ path }) => path)).toEqual(["spec.containers[1]"]);
  });
});
