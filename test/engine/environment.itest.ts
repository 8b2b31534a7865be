import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkout, succeed, type Checkout } from "../support/checkout.js";

/** Nothing listens there. */
const NOWHERE = "http://127.0.0.1:9";

/** A shell in which much is set for other things than the lab; each of it broke a run, or might have. */
const HOSTILE = {
  http_proxy: NOWHERE,
  https_proxy: NOWHERE,
  all_proxy: NOWHERE,
  grpc_proxy: NOWHERE,
  HTTP_PROXY: NOWHERE,
  HTTPS_PROXY: NOWHERE,
  ALL_PROXY: NOWHERE,
  PULUMI_CONFIG_PASSPHRASE: "",
  PULUMI_DIY_BACKEND_GZIP: "true",
  PULUMI_BACKEND_URL: "s3://mine",
  PULUMI_HOME: "/nowhere",
  PULUMI_STACK: "mine",
  PULUMI_OPTION_TARGET: "urn:pulumi:mine::mine::mine::mine",
  PULUMI_OPTION_REFRESH: "true",
  PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY: "false",
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  KUBECONFIG: "/nowhere/config",
  KUBERNETES_MASTER: NOWHERE,
  KUBECTL_COMMAND_HEADERS: "nonsense",
  ISTIOCTL_NAMESPACE: "mine",
  ISTIOCTL_KUBECONFIG: "/nowhere/config",
  KWOK_KUBE_VERSION: "v1.30.0",
  KWOK_RUNTIME: "docker",
  KWOK_KUBE_APISERVER_PORT: "1",
  ETCD_LISTEN_CLIENT_URLS: "http://127.0.0.1:1",
  NODE_OPTIONS: "--require /nowhere/hook.js",
  NODE_PATH: "/nowhere",
  NODE_ENV: "production",
  TSX_TSCONFIG_PATH: "/nowhere/tsconfig.json",
  ESBUILD_BINARY_PATH: "/nowhere/esbuild",
  GODEBUG: "inittrace=1",
  GRPC_TRACE: "all",
  GRPC_VERBOSITY: "DEBUG",
  TMPDIR: "/nowhere",
  BASH_ENV: "/nowhere/env",
  CDPATH: ".:/tmp",
  PS_FORMAT: "pid",
  COLUMNS: "20",
  FORCE_COLOR: "1",
  LANG: "de_DE.UTF-8",
  LANGUAGE: "de",
  LC_ALL: "de_DE.UTF-8",
};

describe("a shell in which everything is set for something else", () => {
  let plain: Checkout;
  let lab: Pick<Checkout, "lab">;

  beforeAll(async () => {
    plain = await checkout();
    lab = plain.with(HOSTILE);
  });

  afterAll(async () => {
    await plain[Symbol.asyncDispose]();
  });

  const states = (): Promise<string[]> =>
    readdir(join(plain.root, ".lab/state/.pulumi/stacks/istio-lab"));

  it("stands a lab up, in the state that every run reads", async () => {
    succeed(await lab.lab("up", "week1", "--step", "1.5", "--target", "kwok", "--yes"));
    expect(await states()).toContain("week1.json");
    expect(await states()).not.toContain("week1.json.gz");
  });

  it("finds it, steps, checks it, and changes nothing of it", async () => {
    expect(succeed(await lab.lab("status")).stdout).toMatch(
      /week1 at step 1\.5 on kwok: the cluster runs/,
    );
    succeed(await lab.lab("goto", "1.6", "--yes"));
    succeed(await lab.lab("check", "1.6"));
    // of istioctl
    succeed(await lab.lab("check", "1.10"));
    // without the variables it is the same lab
    expect(succeed(await plain.lab("up", "week1", "--yes")).all).toMatch(/No changes|unchanged/);
  });

  it("prints of itself nothing but what was asked for", async () => {
    const { stderr } = await lab.lab("weeks");
    // bash itself names a BASH_ENV that is not there, and a locale
    const own = stderr.split("\n").filter((line) => !/\/nowhere\/env|setlocale|^$/.test(line));
    expect(own).toEqual([]);
  });

  it("becomes one for plain pulumi by lab env", async () => {
    const script = join(plain.root, "..", "plain.sh");
    await writeFile(
      script,
      `set -eu\neval "$(./lab env)"\npulumi preview -s week1 --diff --expect-no-changes\n`,
    );
    const env = { ...plain.env, ...HOSTILE };
    const options = { cwd: plain.root, env, extendEnv: false, reject: false, all: true } as const;
    const ran = await execa("bash", [script], { ...options, timeout: 120_000 });
    expect({ exitCode: ran.exitCode, all: ran.all }).toMatchObject({ exitCode: 0 });
  });

  it("takes it down", async () => {
    succeed(await lab.lab("down", "week1", "--yes"));
    expect(await plain.processes()).toEqual([]);
  });
});
