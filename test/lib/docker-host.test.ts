import { describe, expect, it } from "@jest/globals";
import { createHash } from "node:crypto";
import { UsageError } from "../../lib/errors.js";
import { requireContext, type DockerFiles } from "../../lib/docker-context.js";
import { chooseEndpoint, dockerChanges, dockerEndpoint } from "../../lib/docker-host.js";

const HOME = "/home/you";
const DEFAULT = "unix:///var/run/docker.sock";
const hash = (name: string): string => createHash("sha256").update(name).digest("hex");

/** Files by their path; a value that begins with a slash is a link. */
const machine = (files: Readonly<Record<string, string>> = {}): DockerFiles => ({
  read: (file) => files[file],
  real: (file) => (files[file]?.startsWith("/") === true ? files[file] : files[file] && file),
  home: () => HOME,
});

const context = (name: string, docker: object, folder = `${HOME}/.docker`) => ({
  [`${folder}/contexts/meta/${hash(name)}/meta.json`]: JSON.stringify({
    Name: name,
    Endpoints: { docker },
  }),
});
const current = (name: string, folder = `${HOME}/.docker`) => ({
  [`${folder}/config.json`]: JSON.stringify({ currentContext: name }),
});
const socket = { "/var/run/docker.sock": "socket" };
const colima = context("colima", { Host: "unix:///home/you/.colima/default/docker.sock" });
const COLIMA = "unix:///home/you/.colima/default/docker.sock";

describe("the Docker engine", () => {
  it.each<[string, Record<string, string>, Record<string, string>, string]>([
    ["the default socket", {}, socket, DEFAULT],
    ["DOCKER_HOST", { DOCKER_HOST: "tcp://10.0.0.2:2375" }, socket, "tcp://10.0.0.2:2375"],
    ["DOCKER_CONTEXT", { DOCKER_CONTEXT: "colima" }, { ...socket, ...colima }, COLIMA],
    ["the current context", {}, { ...socket, ...colima, ...current("colima") }, COLIMA],
    [
      "DOCKER_HOST before any context",
      { DOCKER_HOST: "unix:///x.sock", DOCKER_CONTEXT: "colima" },
      { ...colima, ...current("colima") },
      "unix:///x.sock",
    ],
    [
      "DOCKER_CONTEXT before the current one",
      { DOCKER_CONTEXT: "default" },
      { ...socket, ...colima, ...current("colima") },
      DEFAULT,
    ],
    [
      "a context in the folder of DOCKER_CONFIG",
      { DOCKER_CONFIG: "/cfg" },
      { ...context("far", { Host: "ssh://far" }, "/cfg"), ...current("far", "/cfg") },
      "ssh://far",
    ],
    [
      "the default one for a config that is no JSON",
      {},
      { [`${HOME}/.docker/config.json`]: "{" },
      DEFAULT,
    ],
    ["the default one where nothing is there", {}, {}, DEFAULT],
  ])("is that of %s", (_what, env, files, host) => {
    expect(dockerEndpoint({ HOME, ...env }, machine(files))?.DOCKER_HOST).toBe(host);
  });

  it.each([
    "/home/you/.docker/run/docker.sock",
    "/home/you/.docker/desktop/docker.sock",
    "/run/user/1000/docker.sock",
    "/home/you/.colima/default/docker.sock",
    "/home/you/.orbstack/run/docker.sock",
    "/home/you/.rd/docker.sock",
  ])("is that of %s where the default socket is not there and nobody chose one", (file) => {
    const env = { HOME, XDG_RUNTIME_DIR: "/run/user/1000" };
    expect(dockerEndpoint(env, machine({ [file]: "socket" }))).toEqual({
      DOCKER_HOST: `unix://${file}`,
    });
    expect(dockerEndpoint(env, machine({ ...socket, [file]: "socket" }))).toEqual({
      DOCKER_HOST: DEFAULT,
    });
  });

  it("of a context that does not exist is nothing: docker says so", () => {
    const env = { HOME, DOCKER_CONTEXT: "gone" };
    expect(dockerEndpoint(env, machine(socket))).toBeUndefined();
    expect(dockerChanges(env, machine(socket))).toEqual({ set: {}, unset: [] });
  });

  it.each<[string, Record<string, string>, string]>([
    ["localhost:2375", {}, "tcp://localhost:2375"],
    ["tcp://far", {}, "tcp://far:2375"],
    ["tcp://far", { DOCKER_TLS_VERIFY: "1" }, "tcp://far:2376"],
    ["unix://", {}, DEFAULT],
    ["ssh://me@far", {}, "ssh://me@far"],
  ])("%s is written out for the plugin", (host, env, wanted) => {
    expect(dockerEndpoint({ HOME, DOCKER_HOST: host, ...env }, machine())?.DOCKER_HOST).toBe(
      wanted,
    );
  });
});

describe("what Pulumi's Docker plugin is told", () => {
  it("is nothing for the default socket, and its usual name for what that is a link to", () => {
    expect(dockerChanges({ HOME }, machine(socket))).toEqual({ set: {}, unset: [] });
    const desktop = "/home/you/.docker/run/docker.sock";
    const files = {
      [desktop]: "socket",
      "/var/run/docker.sock": desktop,
      ...context("desktop-linux", { Host: `unix://${desktop}` }),
      ...current("desktop-linux"),
    };
    expect(dockerChanges({ HOME }, machine(files)).set).toEqual({ DOCKER_HOST: DEFAULT });
  });

  it("is the default one where a shell asks for it and docker's current context is another", () => {
    const files = { ...socket, ...colima, ...current("colima") };
    expect(dockerChanges({ HOME, DOCKER_CONTEXT: "default" }, machine(files))).toEqual({
      set: { DOCKER_HOST: DEFAULT },
      unset: ["DOCKER_CONTEXT"],
    });
  });

  it("is the host, and never a context", () => {
    const env = { HOME, DOCKER_CONTEXT: "colima", DOCKER_TLS_VERIFY: "1" };
    expect(dockerChanges(env, machine({ ...socket, ...colima }))).toEqual({
      set: { DOCKER_HOST: COLIMA },
      unset: ["DOCKER_CONTEXT", "DOCKER_TLS_VERIFY"],
    });
  });

  it.each([
    [false, "DOCKER_TLS_VERIFY"],
    [true, "DOCKER_TLS"],
  ])("is the certificates of a context, too (SkipTLSVerify: %s)", (SkipTLSVerify, name) => {
    const folder = `${HOME}/.docker/contexts/tls/${hash("far")}/docker`;
    const files = {
      ...context("far", { Host: "tcp://far:2376", SkipTLSVerify }),
      [folder]: "folder",
    };
    expect(dockerChanges({ HOME, DOCKER_CONTEXT: "far" }, machine(files)).set).toEqual({
      DOCKER_HOST: "tcp://far:2376",
      [name]: "1",
      DOCKER_CERT_PATH: folder,
    });
  });

  it("is what the user said, with the user's certificates", () => {
    const env = { DOCKER_HOST: "tcp://far:2376", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: "/c" };
    expect(dockerChanges({ HOME, ...env }, machine())).toEqual({ set: env, unset: [] });
  });
});

describe("another engine that is chosen", () => {
  it("takes the place of all that the shell says of one", () => {
    const env = { DOCKER_HOST: "tcp://far:2376", DOCKER_CERT_PATH: "/c", PATH: "/bin" };
    chooseEndpoint(env, { DOCKER_CONTEXT: "colima" });
    expect(env).toEqual({ DOCKER_CONTEXT: "colima", PATH: "/bin" });
  });

  it("by a context must be one that docker has", () => {
    const files = machine(colima);
    expect(() => {
      requireContext({ HOME }, "colima", files);
      requireContext({ HOME }, "default", files);
    }).not.toThrow();
    const error = (() => {
      try {
        requireContext({ HOME }, "colma", files);
      } catch (thrown) {
        return thrown;
      }
      return undefined;
    })();
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({
      code: "unknown-context",
      message: 'Docker has no context "colma".',
      next: "docker context ls",
    });
  });
});
