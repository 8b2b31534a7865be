import { describe, expect, it } from "@jest/globals";
import { parse, stringify } from "yaml";
import { keyOf } from "../../labs/kube.js";
import { published } from "../../labs/week1/mesh.js";
import { ToolError } from "../../lib/errors.js";
import type { Exec } from "../../lib/exec.js";
import { renderIstio } from "../../render/istio.js";
import { hollow } from "../support/hollow.js";
import { kubeObject } from "../support/fake-manifests.js";

const SERVICE = kubeObject("v1", "Service", { name: "istiod", namespace: "istio-system" });
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

/** An istioctl that prints one Service and its profile. */
function fakeIstioctl(): { readonly calls: Call[]; readonly exec: Exec } {
  const calls: Call[] = [];
  const exec: Exec = (command, args, options) => {
    calls.push({ command, args, input: parse(options?.input ?? "") });
    const value = args[0] === "profile" ? PROFILE : SERVICE;
    return Promise.resolve({ stdout: stringify(value), stderr: "" });
  };
  return { calls, exec };
}

describe("Istio as rendered", () => {
  it("is the manifests of istioctl with the namespace and the record of the installation", async () => {
    const objects = await renderIstio(published, "/bin/istioctl", fakeIstioctl().exec);
    expect(objects.map(keyOf)).toEqual([
      "Namespace/istio-system",
      "Service/istio-system/istiod",
      "IstioOperator/istio-system/installed-state",
    ]);
  });

  it("is made from the state's spec, given on standard input", async () => {
    const { calls, exec } = fakeIstioctl();
    await renderIstio(published, "/bin/istioctl", exec);
    const operator = {
      apiVersion: "install.istio.io/v1alpha1",
      kind: "IstioOperator",
      spec: published,
    };
    expect(calls).toEqual([
      { command: "/bin/istioctl", args: ["manifest", "generate", "-f", "-"], input: operator },
      { command: "/bin/istioctl", args: ["profile", "dump", "-f", "-"], input: operator },
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

  it("fails as istioctl fails", async () => {
    const refused = new ToolError("command-failed", "unknown field profil");
    const exec: Exec = () => Promise.reject(refused);
    await expect(renderIstio(published, "istioctl", exec)).rejects.toBe(refused);
  });
});
