import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../../../lib/errors.js";
import type { Exec } from "../../../../lib/exec.js";
import {
  container,
  network,
  remoteImage,
  volume,
} from "../../../../components/provider/stand-ins/docker-types.js";

const missing = new ToolError("command-failed", "Error: No such image: x");

/** A Docker that answers by the first words of a command; any other prints nothing. */
function docker(answers: Readonly<Record<string, string | Error>> = {}) {
  const calls: string[] = [];
  const exec: Exec = (program, args) => {
    const line = [program, ...args].join(" ");
    calls.push(line);
    const answer = Object.entries(answers).find(([begins]) => line.startsWith(begins))?.[1] ?? "";
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve({ stdout: answer, stderr: "" });
  };
  return { calls, exec };
}

const INSPECT = "docker image inspect --format {{json .}}";
const found = JSON.stringify({ Id: "sha256:1", RepoDigests: ["x@sha256:2"] });
const quiet = (): void => undefined;

describe("an image", () => {
  it("that Docker has is not pulled", async () => {
    const { calls, exec } = docker({ [INSPECT]: found });
    const made = await remoteImage(exec).create({ name: "x:1", keepLocally: true }, quiet);
    expect(made).toEqual({
      id: "sha256:1x:1",
      outputs: { imageId: "sha256:1", repoDigest: "x@sha256:2" },
    });
    expect(calls).toEqual([`${INSPECT} x:1`]);
  });

  it("that Docker lacks is pulled, and that is said", async () => {
    const said: string[] = [];
    let pulled = false;
    const exec: Exec = (_docker, [verb]) => {
      pulled ||= verb === "pull";
      if (!pulled) return Promise.reject(missing);
      return Promise.resolve({ stdout: found, stderr: "" });
    };
    const { outputs } = await remoteImage(exec).create({ name: "x:1" }, (line) => {
      said.push(line);
    });
    expect(outputs["imageId"]).toBe("sha256:1");
    expect(said).toEqual(["pulling x:1"]);
  });

  it("is gone when Docker has it no more, and has its new id when it was tagged again", async () => {
    const gone = remoteImage(docker({ [INSPECT]: missing }).exec);
    expect(await gone.read?.("id", { name: "x:1" })).toBeUndefined();
    const there = remoteImage(docker({ [INSPECT]: found }).exec);
    expect(await there.read?.("id", { name: "x:1" })).toMatchObject({ imageId: "sha256:1" });
  });

  it("stays in Docker when it is told to, and goes when not", async () => {
    const { calls, exec } = docker();
    await remoteImage(exec).remove?.("id", { name: "x:1", keepLocally: true }, quiet);
    expect(calls).toEqual([]);
    await remoteImage(exec).remove?.("id", { name: "x:1" }, quiet);
    expect(calls).toEqual(["docker image rm x:1"]);
  });
});

describe("a container", () => {
  it("runs for good as it is declared, from an image that is there", async () => {
    const { calls, exec } = docker({ "docker run": "abc\n" });
    const { id } = await container(exec).create(
      {
        name: "cache",
        image: "sha256:1",
        restart: "unless-stopped",
        envs: ["A=b c"],
        labels: [{ label: "whose", value: "x" }],
        volumes: [{ volumeName: "store", containerPath: "/data" }],
        networksAdvanced: [{ name: "kind" }],
      },
      quiet,
    );
    expect(id).toBe("abc");
    expect(calls).toEqual([
      "docker run --detach --pull never --name cache --restart unless-stopped --network kind --env A=b c --label whose=x --volume store:/data sha256:1",
    ]);
  });

  it("is told what to run, and which ports of the host lead into it", async () => {
    const { calls, exec } = docker({ "docker run": "abc\n" });
    const ports = [{ internal: 80, external: 30080, ip: "127.0.0.1" }];
    const command = ["--config-yaml", "admin: {}"];
    await container(exec).create({ name: "proxy", image: "sha256:1", ports, command }, quiet);
    expect(calls).toEqual([
      "docker run --detach --pull never --name proxy --restart no --publish 127.0.0.1:30080:80 sha256:1 --config-yaml admin: {}",
    ]);
  });

  it.each([
    ["runs", "true\n", {}],
    ["is stopped", "false\n", undefined],
    ["is gone", new ToolError("command-failed", "Error: No such container: x"), undefined],
  ])("that %s is told from one that must be made again", async (_what, answer, expected) => {
    const { exec } = docker({ "docker container inspect": answer });
    expect(await container(exec).read?.("abc", {})).toEqual(expected);
  });

  it("is made again by any change", () => {
    const { inputs, replaces } = container(docker().exec);
    expect(replaces).toEqual(inputs);
  });
});

describe("a network", () => {
  it("is made by its name, and found and removed by its id", async () => {
    const { calls, exec } = docker({
      "docker network create": "abc\n",
      "docker network ls": "xyz\nabc\n",
    });
    const type = network(exec);
    const labels = [{ label: "whose", value: "a b" }];
    expect(await type.create({ name: "week9", labels }, quiet)).toEqual({ id: "abc", outputs: {} });
    expect(await type.read?.("abc", {})).toEqual({});
    expect(await type.read?.("ab", {})).toBeUndefined();
    await type.remove?.("abc", {}, quiet);
    expect(calls).toEqual([
      "docker network create --label whose=a b week9",
      ...Array<string>(2).fill("docker network ls --quiet --no-trunc"),
      "docker network rm abc",
    ]);
  });
});

describe("a volume", () => {
  it("is made, found and removed by its name", async () => {
    const { calls, exec } = docker({ "docker volume ls": "other\nstore\n" });
    const type = volume(exec);
    expect(await type.create({ name: "store" }, quiet)).toEqual({ id: "store", outputs: {} });
    expect(await type.read?.("store", {})).toEqual({});
    await type.remove?.("store", {}, quiet);
    expect(calls).toEqual([
      "docker volume create store",
      "docker volume ls --quiet",
      "docker volume rm --force store",
    ]);
  });

  it("is gone when Docker has none of its name", async () => {
    const { exec } = docker({ "docker volume ls": "store-2\n" });
    expect(await volume(exec).read?.("store", {})).toBeUndefined();
  });
});
