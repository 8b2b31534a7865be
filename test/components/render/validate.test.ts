import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { KubeObject } from "../../../labs/kube.js";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";
import { validateIstio } from "../../../components/render/validate.js";

const virtualService: KubeObject = {
  apiVersion: "networking.istio.io/v1alpha3",
  kind: "VirtualService",
  metadata: { name: "catalog", namespace: "istioinaction" },
  spec: { hosts: ["catalog"] },
};

const service: KubeObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "catalog", namespace: "istioinaction" },
};

describe("the validation of Istio objects on kwok", () => {
  let cache: string;
  let inputs: string[];

  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), "istio-lab-validate-"));
    inputs = [];
  });

  afterEach(async () => {
    await rm(cache, { recursive: true });
  });

  const accepts: Exec = (_command, _args, options) => {
    inputs.push(options?.input ?? "");
    return Promise.resolve({ stdout: "", stderr: "" });
  };

  const refuses: Exec = () =>
    Promise.reject(
      new ToolError(
        "command-failed",
        "failed\nVirtualService/istioinaction/catalog: weight -30 < 0",
      ),
    );

  it("asks istioctl about Istio's own objects and about no others", async () => {
    await validateIstio([virtualService, service], { exec: accepts, cache, istioctl: "istioctl" });
    expect(inputs).toHaveLength(1);
    expect(inputs[0]).toContain("kind: VirtualService");
    expect(inputs[0]).not.toContain("kind: Service");
  });

  it("starts nothing for objects that were found good before, and something for changed ones", async () => {
    const options = { exec: accepts, cache, istioctl: "istioctl" };
    await validateIstio([virtualService], options);
    await validateIstio([virtualService], options);
    expect(inputs).toHaveLength(1);
    await validateIstio([{ ...virtualService, spec: { hosts: ["webapp"] } }], options);
    expect(inputs).toHaveLength(2);
  });

  it("refuses in istioctl's words, and asks again the next time", async () => {
    const refused = validateIstio([virtualService], { exec: refuses, cache, istioctl: "istioctl" });
    await expect(refused).rejects.toMatchObject({
      code: "invalid-istio-object",
      message: expect.stringContaining("weight -30 < 0") as unknown,
    });
    await validateIstio([virtualService], { exec: accepts, cache, istioctl: "istioctl" });
    expect(inputs).toHaveLength(1);
  });

  it("starts nothing for a lab without Istio objects", async () => {
    await validateIstio([service], { exec: refuses, cache, istioctl: "istioctl" });
  });
});
