import { afterEach, describe, expect, it } from "@jest/globals";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";
import { pullImage, requireDocker } from "../../../components/provider/docker.js";

/** A docker that has some images, and a registry that answers a pull with an error or well. */
function docker(images: readonly string[], refusal?: string): { run: Exec; ran: string[] } {
  const ran: string[] = [];
  const run: Exec = (command, args) => {
    ran.push([command, ...args].join(" "));
    const image = args.at(-1) ?? "";
    if (args[0] === "pull") {
      return refusal === undefined
        ? Promise.resolve({ stdout: image, stderr: "" })
        : Promise.reject(new ToolError("command-failed", `Command failed\n${refusal}`));
    }
    return images.includes(image)
      ? Promise.resolve({ stdout: "sha256:1", stderr: "" })
      : Promise.reject(new ToolError("command-failed", `Error: No such image: ${image}`));
  };
  return { run, ran };
}

describe("an image that a lab needs", () => {
  it("is pulled by the docker command, which knows the user's logins", async () => {
    const { run, ran } = docker([]);
    await pullImage(run, "catalog:1");
    expect(ran.at(-1)).toBe("docker pull --quiet catalog:1");
  });

  it("is not pulled where Docker has it: the registry is not even asked", async () => {
    const { run, ran } = docker(["catalog:1"]);
    await pullImage(run, "catalog:1");
    expect(ran).toHaveLength(1);
  });

  it("that the registry refuses is named with the registry's answer", async () => {
    const { run } = docker([], "unauthorized: incorrect username or password");
    await expect(pullImage(run, "catalog:1")).rejects.toMatchObject({
      code: "image-pull-failed",
      message: "catalog:1 could not be pulled: unauthorized: incorrect username or password",
      next: "docker pull catalog:1",
    });
  });
});

describe("an engine that does not answer", () => {
  const host = process.env["DOCKER_HOST"];
  afterEach(() => {
    Reflect.deleteProperty(process.env, "DOCKER_HOST");
    if (host !== undefined) process.env["DOCKER_HOST"] = host;
  });

  it.each([
    [undefined, "docker info (once it works, run the same command again)"],
    [
      "unix:///home/you/.colima/default/docker.sock",
      "docker --host unix:///home/you/.colima/default/docker.sock info (once it works, run the same command again)",
    ],
  ])("is asked again by a command for that very engine: DOCKER_HOST %s", async (engine, next) => {
    Reflect.deleteProperty(process.env, "DOCKER_HOST");
    if (engine !== undefined) process.env["DOCKER_HOST"] = engine;
    const run: Exec = () => Promise.reject(new ToolError("command-failed", "Cannot connect"));
    await expect(requireDocker(run)).rejects.toMatchObject({
      code: "docker-no-answer",
      message: "Docker does not answer: Cannot connect",
      next,
    });
  });
});
