import { describe, expect, it } from "@jest/globals";
import { createServer } from "node:net";
import { forwardBy, type RunKubectl } from "../../../app/check/forward.js";
import { ToolError } from "../../../lib/errors.js";
import { isFree } from "../../../lib/ports.js";

const place = { namespace: "shop", pod: "deploy/webapp" };

/** A kubectl that listens as the real one does, until it is ended. */
function listening(asked: (readonly string[])[]): RunKubectl {
  return (args, { signal }) => {
    asked.push(args);
    const port = Number(args.at(-1)?.split(":")[0]);
    const server = createServer().listen(port, "127.0.0.1");
    return new Promise((_resolve, reject) => {
      signal?.addEventListener("abort", () => {
        server.close(() => {
          reject(new ToolError("command-failed", "Command was canceled"));
        });
      });
    });
  };
}

describe("a port-forward", () => {
  it("leads from a free port to the pod's while the work is done, and ends with it", async () => {
    const asked: (readonly string[])[] = [];
    const port = await forwardBy(listening(asked))(place, 8080, async (hostPort) => {
      expect(await isFree(hostPort)).toBe(false);
      return hostPort;
    });
    expect(asked).toEqual([
      ["port-forward", "--namespace", "shop", "deploy/webapp", `${port}:8080`],
    ]);
    expect(await isFree(port)).toBe(true);
  });

  it("ends when the work fails, too", async () => {
    let port = 0;
    const broken = forwardBy(listening([]))(place, 8080, (hostPort) => {
      port = hostPort;
      return Promise.reject(new Error("no answer"));
    });
    await expect(broken).rejects.toThrow("no answer");
    expect(await isFree(port)).toBe(true);
  });

  it("fails with kubectl's own word when there is none", async () => {
    const message =
      'Command failed with exit code 1: kubectl\nError: deployments "webapp" not found';
    const none: RunKubectl = () => Promise.reject(new ToolError("command-failed", message));
    const forwarded = forwardBy(none)(place, 8080, () => Promise.resolve());
    await expect(forwarded).rejects.toMatchObject({
      code: "not-forwarded",
      message: 'No port-forward to deploy/webapp: Error: deployments "webapp" not found',
      next: "./lab status",
    });
  });
});
