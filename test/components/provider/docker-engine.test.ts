import { describe, expect, it, jest } from "@jest/globals";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";
import {
  dockerAnswers,
  dockerEngine,
  howToStart,
  silentEngine,
} from "../../../components/provider/docker-engine.js";

const printing =
  (stdout: string | object): Exec =>
  () =>
    Promise.resolve({
      stdout: typeof stdout === "string" ? stdout : JSON.stringify(stdout),
      stderr: "",
    });

/** A `docker` that fails so. */
const failing =
  (stderr: string, cause: object = {}): Exec =>
  () =>
    Promise.reject(new ToolError("command-failed", stderr, { cause }));

const client = { Version: "28.2.2", ApiVersion: "1.50", Os: "darwin", Arch: "arm64" };
const server = (Version: string, ...names: readonly string[]) => ({
  Platform: { Name: "Docker Desktop" },
  Components: names.map((Name) => ({ Name, Version })),
  Version,
});
const podman = { APIVersion: "4.9.3", Version: "4.9.3", OsArch: "linux/amd64", Os: "linux" };

describe("what stands behind the command docker", () => {
  it.each<[string, Exec, object]>([
    [
      "a Docker engine",
      printing({ Client: client, Server: server("28.2.2", "Engine", "containerd") }),
      { kind: "docker", version: "28.2.2" },
    ],
    [
      "an engine of a server that lists no components",
      printing({ Client: client, Server: { ...server("20.10.24"), Components: null } }),
      { kind: "docker", version: "20.10.24" },
    ],
    ["Podman's own docker command", printing({ Client: podman }), { kind: "podman" }],
    [
      "Podman's docker command with a machine",
      printing({ Client: podman, Server: podman }),
      { kind: "podman" },
    ],
    [
      "Docker's client with Podman behind it",
      printing({ Client: client, Server: server("4.9.3", "Podman Engine", "Conmon") }),
      { kind: "podman" },
    ],
    [
      "Podman's docker command whose machine is stopped",
      failing("Cannot connect to Podman. Please verify your connection to the Linux system"),
      { kind: "podman" },
    ],
    ["nothing", failing("no docker", { code: "ENOENT" }), { kind: "none" }],
  ])("is %s", async (_title, exec, expected) => {
    expect(await dockerEngine(exec)).toEqual(expected);
  });

  it.each<[string, Exec, string]>([
    [
      "refuses the connection",
      failing("Command failed\nCannot connect to the Docker daemon at unix:///x. Is it running?"),
      "Docker does not answer: Cannot connect to the Docker daemon at unix:///x. Is it running?",
    ],
    [
      "hangs",
      failing("timed out", { timedOut: true }),
      "Docker does not answer: nothing came within 20 s",
    ],
    [
      "gives no version",
      printing({ Client: client, Server: null }),
      "Docker does not answer: it tells no version of an engine",
    ],
    [
      "prints something else",
      printing("hello"),
      "Docker does not answer: it tells no version of an engine",
    ],
  ])("is an engine that does not answer when it %s", async (_title, exec, message) => {
    const found = await dockerEngine(exec);
    expect(found).toMatchObject({ kind: "silent", error: { code: "docker-no-answer", message } });
    expect(await dockerAnswers(exec)).toBe(false);
  });

  it("has 20 s to answer: Docker Desktop that wakes up takes longer than five", async () => {
    const exec = jest.fn(printing({ Client: client, Server: server("28.2.2") }));
    expect(await dockerAnswers(exec)).toBe(true);
    expect(exec.mock.calls).toEqual([
      ["docker", ["version", "--format", "{{json .}}"], { timeoutMs: 20_000 }],
    ]);
  });
});

describe("how an engine is started", () => {
  const at = (address: string) => ({
    message: `Cannot connect to the Docker daemon at ${address}`,
  });
  const socket = at("unix:///var/run/docker.sock");

  it.each<[string, { readonly message: string }, NodeJS.Platform, NodeJS.ProcessEnv, string]>([
    ["Linux", socket, "linux", {}, "sudo systemctl start docker"],
    ["macOS", socket, "darwin", {}, "open -a Docker"],
    [
      "macOS, whose Docker Desktop the lab has named",
      at("unix:///Users/me/.docker/run/docker.sock"),
      "darwin",
      { DOCKER_HOST: "unix:///Users/me/.docker/run/docker.sock" },
      "open -a Docker",
    ],
    [
      "Linux, where a context names the default engine",
      socket,
      "linux",
      { DOCKER_HOST: "unix:///var/run/docker.sock" },
      "sudo systemctl start docker",
    ],
    [
      "colima that hangs",
      { message: "Docker does not answer: nothing came within 20 s" },
      "darwin",
      { DOCKER_HOST: "unix:///Users/me/.colima/default/docker.sock" },
      "colima start",
    ],
    ["colima", at("unix:///Users/me/.colima/default/docker.sock"), "darwin", {}, "colima start"],
    ["OrbStack", at("unix:///Users/me/.orbstack/run/docker.sock"), "darwin", {}, "orb start"],
    ["Rancher Desktop", at("unix:///Users/me/.rd/docker.sock"), "darwin", {}, "rdctl start"],
    [
      "Docker Desktop for Linux",
      at("unix:///home/me/.docker/desktop/docker.sock"),
      "linux",
      {},
      "systemctl --user start docker-desktop",
    ],
    [
      "rootless Docker",
      at("unix:///run/user/1000/docker.sock"),
      "linux",
      {},
      "systemctl --user start docker",
    ],
    [
      "an engine of other users",
      { message: "permission denied while trying to connect to the Docker daemon socket" },
      "linux",
      {},
      "sudo usermod -aG docker $USER, log out and in again",
    ],
    [
      "WSL",
      socket,
      "linux",
      { WSL_DISTRO_NAME: "Ubuntu" },
      "start Docker Desktop on Windows, or sudo service docker start",
    ],
    [
      "WSL without the integration of Docker Desktop",
      { message: "The command 'docker' could not be found in this WSL 2 distro." },
      "linux",
      { WSL_DISTRO_NAME: "Ubuntu" },
      "start Docker Desktop on Windows and turn on its WSL integration for this distribution",
    ],
    [
      "another machine",
      at("tcp://10.0.0.1:2375"),
      "darwin",
      { DOCKER_HOST: "tcp://10.0.0.1:2375" },
      "start the engine at tcp://10.0.0.1:2375",
    ],
  ])("on %s", (_title, error, platform, env, expected) => {
    expect(howToStart(error, platform, env)).toBe(expected);
  });

  it("is told with the way on without one", () => {
    const error = new ToolError("docker-no-answer", "Docker does not answer: no");
    expect(silentEngine(error, "week3", "orb start")).toMatchObject({
      code: "docker-no-answer",
      exitCode: 1,
      message: "Docker does not answer: no",
      next: "orb start, then ./lab up week3; or, without traffic, ./lab up week3 --target kwok",
    });
  });
});
