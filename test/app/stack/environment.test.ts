import { describe, expect, it } from "@jest/globals";
import { labEnvironment, labUnset } from "../../../app/stack/environment.js";
import { root } from "../../../lib/paths.js";

describe("the lab's environment", () => {
  it("names the checkout, whose programs the lab's resources run", () => {
    expect(labEnvironment({})["ISTIO_LAB_ROOT"]).toBe(root);
  });

  it("puts the lab's tools first on the PATH, once", () => {
    const { PATH = "" } = labEnvironment({ PATH: "/usr/bin", LAB_CACHE: "/cache" });
    expect(PATH).toBe("/cache/bin/kubernetes-1.23.17-istio-1.17.8:/usr/bin");
    expect(labEnvironment({ PATH, LAB_CACHE: "/cache" })["PATH"]).toBe(PATH);
  });

  it("has the tools of the week's versions there", () => {
    const versions = { kubernetes: "1.30.4", istio: "1.23.2" };
    const { PATH } = labEnvironment({ PATH: "/usr/bin", LAB_CACHE: "/cache" }, versions);
    expect(PATH).toBe("/cache/bin/kubernetes-1.30.4-istio-1.23.2:/usr/bin");
  });

  it("has the connection to the engine go through no proxy", () => {
    expect(labEnvironment({ https_proxy: "http://proxy:3128" })).toMatchObject({
      no_proxy: "127.0.0.1,localhost,::1",
    });
  });

  it("names the Docker engine to a plugin that knows no context", () => {
    const env = { HOME: "/none", DOCKER_HOST: "localhost:2375", DOCKER_CONTEXT: "colima" };
    expect(labEnvironment(env)["DOCKER_HOST"]).toBe("tcp://localhost:2375");
    expect(labUnset(env)).toContain("DOCKER_CONTEXT");
  });

  it("does without the list that Kubernetes 1.23 does not know", () => {
    expect(labEnvironment({})["KUBE_FEATURE_WatchListClient"]).toBe("false");
  });
});

describe("what the lab's environment must not hold", () => {
  it("is the passphrase of other projects, whether it is set just now or not", () => {
    expect(labUnset({ HOME: "/root" })).toEqual(["PULUMI_CONFIG_PASSPHRASE"]);
    expect(labUnset({ HOME: "/root", PULUMI_CONFIG_PASSPHRASE: "" })).toEqual([
      "PULUMI_CONFIG_PASSPHRASE",
    ]);
  });

  it("is what harms the engine, and what the launcher found", () => {
    const env = {
      HOME: "/root",
      PULUMI_DIY_BACKEND_GZIP: "1",
      KUBECONFIG: "/my",
      COLUMNS: "80",
      LAB_LEFT_OUT: " NODE_OPTIONS TSX_TSCONFIG_PATH",
    };
    expect(labUnset(env)).toEqual([
      "NODE_OPTIONS",
      "PULUMI_CONFIG_PASSPHRASE",
      "PULUMI_DIY_BACKEND_GZIP",
      "TSX_TSCONFIG_PATH",
    ]);
  });

  it("is none of what it gives a value", () => {
    const env = {
      PULUMI_HOME: "/mine",
      PULUMI_BACKEND_URL: "s3://mine",
      PULUMI_K8S_CLIENT_QPS: "1",
    };
    expect(labUnset(env)).toEqual(["PULUMI_CONFIG_PASSPHRASE"]);
    expect(labEnvironment(env)["PULUMI_BACKEND_URL"]).toMatch(/^file:\/\//);
  });
});
