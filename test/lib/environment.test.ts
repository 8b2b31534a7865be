import { describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { join } from "node:path";
import {
  engineChanges,
  toolChanges,
  toolEnvironment,
  type Machine,
} from "../../lib/environment.js";
import { exec } from "../../lib/exec.js";
import { LEFT_OUT } from "../../lib/left-out.js";
import { root } from "../../lib/paths.js";

const machine: Machine = { home: () => "/home/you", writable: (folder) => folder === "/tmp" };
const HOME = "/home/you";

describe("the environment of Pulumi's engine", () => {
  it.each([
    "PULUMI_CONFIG_PASSPHRASE",
    "PULUMI_DIY_BACKEND_GZIP",
    "PULUMI_DIY_BACKEND_RETAIN_CHECKPOINTS",
    "PULUMI_SELF_MANAGED_STATE_GZIP",
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_STACK",
    "PULUMI_PARALLEL",
    "PULUMI_OPTION_TARGET",
    "PULUMI_RUN_PROGRAM",
    "PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY",
    "PULUMI_EXPERIMENTAL",
    "NODE_PATH",
    "NODE_ENV",
    "TSX_TSCONFIG_PATH",
    "ESBUILD_BINARY_PATH",
    "TS_NODE_PROJECT",
    "GRPC_TRACE",
    "GODEBUG",
    "DOCKER_DEFAULT_PLATFORM",
    "DOCKER_CONTENT_TRUST",
  ])("has no %s of the user's shell, nor have the programs that the lab runs", (name) => {
    const env = { HOME, [name]: "x" };
    expect(engineChanges(env, machine)).toEqual({ set: {}, unset: [name] });
    expect(toolChanges(env, machine).unset).toEqual([name]);
  });

  it.each([
    "KUBECONFIG",
    "KUBECTL_EXTERNAL_DIFF",
    "KUBERNETES_MASTER",
    "KUBERNETES_SERVICE_HOST",
    "KUBE_CONTEXT",
    "ISTIOCONFIG",
    "ISTIOCTL_PREFER_EXPERIMENTAL",
    "KIND_EXPERIMENTAL_DOCKER_NETWORK",
    "KWOK_KUBE_VERSION",
    "ETCD_DATA_DIR",
    "GOFLAGS",
    "GOOS",
    "BASH_ENV",
    "CDPATH",
    "SHELLOPTS",
    "BASH_FUNC_docker%%",
    "POSIXLY_CORRECT",
    "PS_FORMAT",
    "COLUMNS",
    "FORCE_COLOR",
    "TAR_OPTIONS",
    "LANGUAGE",
  ])("may have %s, while the programs that the lab runs have not", (name) => {
    const env = { HOME, [name]: "x" };
    expect(engineChanges(env, machine)).toEqual({ set: {}, unset: [] });
    expect(toolChanges(env, machine).unset).toEqual([name]);
  });

  it.each([
    "PATH",
    "USER",
    "LANG",
    "TZ",
    "NODE_EXTRA_CA_CERTS",
    "NODE_DEBUG",
    "SSL_CERT_FILE",
    "GOPROXY",
    "GONOSUMDB",
    "GOMAXPROCS",
    "DOCKER_HOST",
    "DOCKER_CONTEXT",
    "DOCKER_CONFIG",
    "DOCKER_TLS_VERIFY",
    "DOCKER_CERT_PATH",
    "PIP_INDEX_URL",
    "npm_config_registry",
    "LAB_CACHE",
    "ISTIO_LAB_ROOT",
    "XDG_RUNTIME_DIR",
    "SSH_AUTH_SOCK",
    "NO_COLOR",
  ])("has the %s of the user's shell", (name) => {
    const env = { HOME, [name]: "x" };
    expect(toolEnvironment(env, machine)).toMatchObject(env);
    expect(engineChanges(env, machine)).toEqual({ set: {}, unset: [] });
  });

  it("has a folder for temporary files that is there", () => {
    const env = { HOME, TMPDIR: "/gone", TMP: "/tmp" };
    expect(engineChanges(env, machine).unset).toEqual(["TMPDIR"]);
  });

  it("has a home where the shell has none", () => {
    expect(engineChanges({}, machine).set).toEqual({ HOME: "/home/you" });
    expect(engineChanges({ HOME: "/root" }, machine).set).toEqual({});
  });

  it("has of NODE_OPTIONS what is about the network", () => {
    const NODE_OPTIONS = "--inspect-brk --use-openssl-ca";
    expect(engineChanges({ HOME, NODE_OPTIONS }, machine)).toEqual({
      set: { NODE_OPTIONS: "--use-openssl-ca" },
      unset: [],
    });
    const { unset } = engineChanges({ HOME, NODE_OPTIONS: "--inspect" }, machine);
    expect(unset).toEqual(["NODE_OPTIONS"]);
  });

  it("says of each variable why it is left out", () => {
    for (const { why } of LEFT_OUT) expect(why.length).toBeGreaterThan(20);
  });
});

describe("a program that the lab runs", () => {
  it("prints English, and file names as they are", async () => {
    const { stdout } = await exec("sh", [
      "-c",
      "echo $LC_ALL; locale charmap 2>/dev/null || echo UTF-8",
    ]);
    expect(stdout).toMatch(/^(?:C|en_US)\.UTF-8\nUTF-8/);
  });

  it("has what it is given, also under a name that is left out", async () => {
    const env = { KUBECONFIG: "/lab/kubeconfig", LAB_TEST: undefined };
    const { stdout } = await exec("sh", ["-c", "echo $KUBECONFIG $HOME"], { env });
    expect(stdout).toMatch(/^\/lab\/kubeconfig \/./);
  });
});

describe("a process of the lab that begins", () => {
  const settled = async (call: string, env: Record<string, string>): Promise<unknown> => {
    const program = `import { settleEnvironment, usersEnvironment, ENGINES_OWN } from "./lib/environment.js";
      ${call};
      console.log(JSON.stringify([process.env, usersEnvironment()]));`;
    const args = ["--import", "tsx", "--input-type", "module", "--eval", program];
    const { stdout } = await execa("node", args, { cwd: root, env, timeout: 30_000 });
    return JSON.parse(stdout);
  };

  it("takes what harms it out of its own environment, and knows what the user's was", async () => {
    const env = { https_proxy: "http://127.0.0.1:9", PULUMI_K8S_DELETE_UNREACHABLE: "false" };
    const [now, before] = (await settled("settleEnvironment()", env)) as Record<string, string>[];
    expect(now).toMatchObject({ no_proxy: "127.0.0.1,localhost,::1" });
    expect(now).not.toHaveProperty("PULUMI_K8S_DELETE_UNREACHABLE");
    expect(before).toMatchObject(env);
  });

  it("keeps as a plugin what the engine gave it", async () => {
    const [now] = (await settled("settleEnvironment(ENGINES_OWN)", {
      PULUMI_NODEJS_ENGINE: "127.0.0.1:1",
      KUBECONFIG: join(root, "none"),
    })) as Record<string, string>[];
    expect(now).toHaveProperty("PULUMI_NODEJS_ENGINE");
    expect(now).not.toHaveProperty("KUBECONFIG");
  });
});
