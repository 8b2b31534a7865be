import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../lib/errors.js";
import type { Exec } from "../../lib/exec.js";
import { pullImage } from "../../provider/docker.js";

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
