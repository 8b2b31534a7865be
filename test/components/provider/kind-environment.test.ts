import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  withProxies,
  type KindEnvironment,
} from "../../../components/provider/kind-environment.js";
import { FakeDocker } from "./fake-docker.js";

let docker: FakeDocker;

beforeEach(async () => {
  docker = await FakeDocker.make();
});

afterEach(async () => {
  await docker[Symbol.asyncDispose]();
});

const config = async (folder: string, content: object | string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const text = typeof content === "string" ? content : JSON.stringify(content);
  await writeFile(join(folder, "config.json"), text);
};

const given = (): Promise<KindEnvironment> =>
  withProxies(docker.world(), (env) => Promise.resolve(env));

describe("Docker's configuration", () => {
  it("is the user's, in the home", async () => {
    await config(join(docker.folder, ".docker"), {
      proxies: { default: { httpProxy: "http://p:1" } },
    });
    expect(await given()).toMatchObject({ HTTP_PROXY: "http://p:1" });
  });

  it("is the one that DOCKER_CONFIG names, for the engine that its context names", async () => {
    const folder = join(docker.folder, "other");
    const proxies = {
      default: { httpProxy: "http://p:1" },
      "unix:///var/run/docker.sock": { httpProxy: "http://p:2" },
    };
    await config(folder, { proxies });
    docker.env = { DOCKER_CONFIG: folder };
    expect(await given()).toMatchObject({ HTTP_PROXY: "http://p:2" });
    docker.env = { DOCKER_CONFIG: folder, DOCKER_HOST: "tcp://10.0.0.2:2376" };
    expect(await given()).toMatchObject({ HTTP_PROXY: "http://p:1" });
  });

  it.each([
    ["is not there", undefined],
    ["can't be read", "{"],
    ["has other things in it", { auths: {}, credsStore: "desktop" }],
  ])("that %s changes nothing, and costs no question to Docker", async (_what, content) => {
    if (content !== undefined) await config(join(docker.folder, ".docker"), content);
    expect(await given()).toEqual({});
    expect(docker.calls).toEqual([]);
  });

  it("with a proxy on this machine is given without it, and otherwise as it is", async () => {
    const folder = join(docker.folder, ".docker");
    const proxies = { default: { httpProxy: "http://127.0.0.1:3128" } };
    await config(folder, { credsStore: "desktop", proxies });
    await mkdir(join(folder, "contexts"));
    await writeFile(join(folder, "contexts", "meta"), "mine");
    let copy = "";
    await withProxies(docker.world(), async (env) => {
      copy = env["DOCKER_CONFIG"] ?? "";
      const text = await readFile(join(copy, "config.json"), "utf8");
      expect(JSON.parse(text)).toEqual({ credsStore: "desktop" });
      expect(await readFile(join(copy, "contexts", "meta"), "utf8")).toBe("mine");
      expect(env).toMatchObject({ HTTP_PROXY: undefined });
    });
    expect(existsSync(copy)).toBe(false);
    expect(await readdir(folder)).toEqual(["config.json", "contexts"]);
    expect(docker.notes).toEqual([
      "The proxy http://127.0.0.1:3128 is on this machine and out of reach for the node, which goes without it.",
    ]);
  });

  it("is taken away again when kind fails", async () => {
    const proxies = { default: { httpProxy: "http://localhost:1" } };
    await config(join(docker.folder, ".docker"), { proxies });
    let copy = "";
    const failing = withProxies(docker.world(), (env) => {
      copy = env["DOCKER_CONFIG"] ?? "";
      return Promise.reject(new Error("kubeadm"));
    });
    await expect(failing).rejects.toThrow("kubeadm");
    expect(copy).not.toBe("");
    expect(existsSync(copy)).toBe(false);
  });
});
