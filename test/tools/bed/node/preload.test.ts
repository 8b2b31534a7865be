import { describe, expect, it } from "@jest/globals";
import { preload } from "../../../../tools/bed/node/preload.js";
import { ToolError } from "../../../../lib/errors.js";
import type { Exec } from "../../../../lib/exec.js";

const job = {
  from: "node:empty",
  to: "node:full",
  images: ["a:1", "b:1"],
  labels: ['LABEL x="y"'],
  work: "/work",
  hear: () => undefined,
};

describe("preloading a node image", () => {
  it("gives up on a containerd that does not answer, and removes the container", async () => {
    const calls: string[] = [];
    const exec: Exec = (command, args) => {
      calls.push([command, ...args].join(" "));
      return args.includes("ctr")
        ? Promise.reject(new ToolError("command-failed", "no socket"))
        : Promise.resolve({ stdout: "", stderr: "" });
    };
    await expect(preload(exec, { ...job, limitMs: 0 })).rejects.toMatchObject({
      code: "containerd-silent",
      message: "containerd does not answer in the node image.",
      next: "NODE_DEBUG=lab ./lab bed up",
    });
    expect(calls.at(-1)).toBe("docker rm --force --volumes istio-lab-bed-making");
  });

  it("commits with the node's own entrypoint and the labels", async () => {
    const calls: string[] = [];
    const exec: Exec = (command, args) => {
      calls.push([command, ...args].join(" "));
      return Promise.resolve({ stdout: "", stderr: "" });
    };
    await preload(exec, job);
    expect(calls.find((call) => call.startsWith("docker commit"))).toBe(
      'docker commit --change ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]' +
        ' --change LABEL x="y" istio-lab-bed-making node:full',
    );
  });
});
