import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { bedContext } from "../../tools/bed/context.js";
import { controlPlane } from "../../tools/bed/images/control-plane.js";
import { nodeImage } from "../../tools/bed/node/image.js";
import { weeks } from "../../labs/index.js";
import { eachPairOnce } from "../../labs/versions.js";
import { root } from "../../lib/paths.js";
import { lookUp } from "../../tools/find.js";
import { pins } from "../../tools/pins.js";

const generations = eachPairOnce(weeks.map(({ versions }) => versions));

describe("the tools of the bed's node", () => {
  it.each(
    generations.flatMap((versions) =>
      [...controlPlane(versions), nodeImage(versions)].map(
        ({ name, tools }) => [name, tools, versions] as const,
      ),
    ),
  )("are all known for %s, and never taken from PATH", (_, tools, versions) => {
    const context = bedContext({ versions });
    for (const name of tools) expect(lookUp(context, name).tool).not.toHaveProperty("onPath");
  });

  it("are built by the user's own Go, where it is good", () => {
    expect(lookUp(bedContext(), "go").tool).toHaveProperty("onPath");
  });

  it("of crictl have the version that its module requires", async () => {
    const text = await readFile(join(root, "tools/build/crictl/go.mod"), "utf8");
    expect(text).toContain(`github.com/kubernetes-sigs/cri-tools v${pins.crictl}`);
  });
});
