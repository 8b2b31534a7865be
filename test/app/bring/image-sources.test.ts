import { describe, expect, it } from "@jest/globals";
import { withSources } from "../../../app/bring/image-sources.js";
import { sourceText } from "../../../cli/text/image-source.js";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";

const image = { image: "catalog:1", usedBy: ["Deployment/shop/catalog"] };

const docker =
  (answer: object | ToolError): Exec =>
  () =>
    answer instanceof ToolError
      ? Promise.reject(answer)
      : Promise.resolve({ stdout: JSON.stringify(answer), stderr: "" });

const labels = { "io.istio-lab.stand-in": "a small program" };
const none = new ToolError("command-failed", "Error: No such image: catalog:1");

describe("where an image of a lab comes from", () => {
  it.each([
    ["in Docker", { Size: 5, Config: { Labels: null } }, { source: "docker", bytes: 5 }],
    [
      "stand-in: a small program",
      { Size: 5, Config: { Labels: labels } },
      { source: "stand-in", bytes: 5, what: "a small program" },
    ],
    ["to be pulled", none, { source: "pull" }],
  ])("%s", async (text, answer, expected) => {
    const [found] = await withSources([image], docker(answer));
    expect(found).toEqual({ ...image, ...expected });
    expect(found && sourceText(found)).toBe(text);
  });

  it("is not known where Docker does not answer", async () => {
    const stopped = new ToolError("command-failed", "Cannot connect to the Docker daemon");
    await expect(withSources([image], docker(stopped))).rejects.toMatchObject({
      code: "docker-no-answer",
    });
  });
});
