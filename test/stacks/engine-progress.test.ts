import { describe, expect, it } from "@jest/globals";
import { engineProgress } from "../../stacks/engine-progress.js";

describe("progress in the engine's log", () => {
  it("keeps when a thing began and how it ended, and shows the rest only for the moment", () => {
    const seen: [string, boolean][] = [];
    const progress = engineProgress((line, ephemeral) => seen.push([line, ephemeral]));
    progress({ what: "kwok 0.8.0", state: "working", text: "downloading" });
    progress({ what: "kwok 0.8.0", state: "working", text: "10 s so far" });
    progress({ what: "etcd 3.5.6", state: "working", text: "downloading" });
    progress({ what: "kwok 0.8.0", state: "done", text: "downloaded in 12 s" });
    progress({ what: "etcd 3.5.6", state: "failed", text: "no network" });
    expect(seen).toEqual([
      ["kwok 0.8.0: downloading", false],
      ["kwok 0.8.0: 10 s so far", true],
      ["etcd 3.5.6: downloading", false],
      ["✓ kwok 0.8.0 downloaded in 12 s", false],
      ["✗ etcd 3.5.6: no network", false],
    ]);
  });
});
