import { describe, expect, it } from "@jest/globals";
import { pullsAmong } from "../../../app/bring/pulls.js";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";

/** A Docker engine that has these images, with their sizes. */
const docker =
  (images: Map<string, number>): Exec =>
  (_command, args) => {
    const size = images.get(args.at(-1) ?? "");
    if (size === undefined) {
      return Promise.reject(new ToolError("command-failed", "Error: No such image: x"));
    }
    return Promise.resolve({ stdout: JSON.stringify({ Size: size }), stderr: "" });
  };

const uses = ["catalog", "webapp"].map((image) => ({ image, usedBy: [] }));

describe("what was pulled for a lab", () => {
  it("is nothing where Docker had every image", async () => {
    const images = new Map(uses.map(({ image }) => [image, 1e6]));
    const report = await pullsAmong(uses, docker(images));
    expect(await report()).toEqual({ of: 2, count: 0, bytes: 0 });
  });

  it("are the images that were not there before, with their size", async () => {
    const images = new Map([["catalog", 1e6]]);
    const report = await pullsAmong(uses, docker(images));
    images.set("webapp", 25e6);
    expect(await report()).toEqual({ of: 2, count: 1, bytes: 25e6 });
  });
});
