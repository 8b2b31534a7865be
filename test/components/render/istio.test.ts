import { describe, expect, it } from "@jest/globals";
import { parse, stringify } from "yaml";
import { keyOf } from "../../../labs/kube.js";
import { published } from "../../../labs/week1/mesh.js";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";
import { renderIstio } from "../../../components/render/istio.js";
import { hollow } from "../../support/hollow.js";
import { kubeObject } from "../../support/fake-manifests.js";

const SERVICE = kubeObject("v1", "Service", { name: "istiod", namespace: "istio-system" });
/** The definition of the record's kind, which a release has that keeps one. */
const RECORDS = kubeObject("apiextensions.k8s.io/v1", "CustomResourceDefinition", {
  name: "istiooperators.install.istio.io",
});
const PROFILE = {
  apiVersion: "install.istio.io/v1alpha1",
  kind: "IstioOperator",
  spec: { ...published, values: { global: { configValidation: true }, pilot: {} } },
};

interface Call {
  readonly command: string;
  readonly args: readonly string[];
  readonly input: unknown;
}

/** An istioctl that prints some objects and its profile. */
function fakeIstioctl(manifest = [SERVICE, RECORDS]): {
  readonly calls: Call[];
  readonly exec: Exec;
} {
  const calls: Call[] = [];
  const exec: Exec = (command, args, options) => {
    calls.push({ command, args, input: parse(options?.input ?? "") });
    const values = args[0] === "profile" ? [PROFILE] : manifest;
    const stdout = values.map((value) => stringify(value)).join("---\n");
    return Promise.resolve({ stdout, stderr: "" });
  };
  return { calls, exec };
}

describe("Istio as rendered", () => {
  it("is the manifests of istioctl with the namespace and the record of the installation", async () => {
    const objects = await renderIstio(published, "/bin/istioctl", fakeIstioctl().exec);
    expect(objects.map(keyOf)).toEqual([
      "Namespace/istio-system",
      "Service/istio-system/istiod",
      "CustomResourceDefinition/istiooperators.install.istio.io",
      "IstioOperator/istio-system/installed-state",
    ]);
  });

  it("has no record where the release has no such kind, as since 1.23", async () => {
    const objects = await renderIstio(published, "/bin/istioctl", fakeIstioctl([SERVICE]).exec);
    expect(objects.map(keyOf)).toEqual(["Namespace/istio-system", "Service/istio-system/istiod"]);
  });

  it("is made from the state's spec, given on standard input", async () => {
    const { calls, exec } = fakeIstioctl();
    await renderIstio(published, "/bin/istioctl", exec);
    const operator = (spec: object) => ({
      apiVersion: "install.istio.io/v1alpha1",
      kind: "IstioOperator",
      spec,
    });
    const values = { revisionTags: ["default"], defaultRevision: "default" };
    expect(calls).toEqual([
      {
        command: "/bin/istioctl",
        args: ["manifest", "generate", "-f", "-"],
        input: operator({ ...published, values }),
      },
      {
        command: "/bin/istioctl",
        args: ["profile", "dump", "-f", "-"],
        input: operator(published),
      },
    ]);
  });

  it("records the whole profile, without the empty parts that a server would drop", async () => {
    const objects = await renderIstio(published, "istioctl", fakeIstioctl().exec);
    const record = objects.at(-1);
    expect(record?.["spec"]).toEqual({
      ...published,
      values: { global: { configValidation: true } },
    });
    expect(record?.metadata.annotations).toEqual({ "install.istio.io/ignoreReconcile": "true" });
    expect(hollow(record)).toEqual([]);
  });

  it("injects by the webhooks of the default tag, and turns the first ones off as an installation does", async () => {
    const webhooks = [{ name: "namespace.x", namespaceSelector: { matchLabels: { a: "b" } } }];
    const named = (name: string) => ({
      ...kubeObject("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", { name }),
      webhooks,
    });
    const manifest = ["istio-sidecar-injector", "istio-revision-tag-default"].map(named);
    const stdout = manifest.map((object) => stringify(object)).join("---\n");
    const exec: Exec = (_command, [what]) =>
      Promise.resolve({ stdout: what === "profile" ? stringify(PROFILE) : stdout, stderr: "" });
    const objects = await renderIstio(published, "istioctl", exec);
    const found = new Map(objects.map((object) => [object.metadata.name, object["webhooks"]]));
    const never = { matchLabels: { "istio.io/deactivated": "never-match" } };
    expect(found.get("istio-sidecar-injector")).toEqual([
      { name: "namespace.x", namespaceSelector: never, objectSelector: never },
    ]);
    expect(found.get("istio-revision-tag-default")).toEqual(webhooks);
  });

  it("fails as istioctl fails", async () => {
    const refused = new ToolError("command-failed", "unknown field profil");
    const exec: Exec = () => Promise.reject(refused);
    await expect(renderIstio(published, "istioctl", exec)).rejects.toBe(refused);
  });
});
