import { describe, expect, it, jest } from "@jest/globals";
import { asProcesses, inDocker } from "../../../app/check/containers.js";
import type { Exec } from "../../../lib/exec.js";
import { answering, ok } from "../../support/http-server.js";
import { httpbin, proxy } from "../../support/clusterless.js";

const printing = (stdout: string) => jest.fn<Exec>(() => Promise.resolve({ stdout, stderr: "" }));

describe("Docker's containers", () => {
  it("are asked by a container of curl in the network of the stack", async () => {
    const exec = printing("http: debug\n\n200");
    const request = { url: "http://proxy:15000/logging?http=debug", method: "POST" } as const;
    expect(await inDocker("week2", exec).http(request)).toEqual({
      status: 200,
      body: "http: debug\n",
    });
    const [program, args = []] = exec.mock.calls[0] ?? [];
    expect([program, ...args].join(" ")).toMatch(
      /^docker run --rm --network week2 curlimages\/curl:8\.13\.0 curl .* --request POST http:\/\/proxy:15000\/logging\?http=debug$/,
    );
  });

  it("are run once with what follows the image", async () => {
    const exec = printing("");
    await inDocker("week2", exec).run(proxy);
    await inDocker("week2", exec).run(httpbin);
    expect(exec.mock.calls.map(([, args]) => args)).toEqual([
      ["run", "--rm", "envoyproxy/envoy:v1.19.0", "--config-yaml", "admin: {}"],
      ["run", "--rm", "mccutchen/go-httpbin:v2.15.0"],
    ]);
  });
});

describe("processes in their place", () => {
  it("are asked on this machine, by the name of the container", async () => {
    const { http, asked } = answering(ok());
    await asProcesses(http, printing("")).http({ url: "http://httpbin:8000/headers?a=1" });
    expect(asked).toEqual([
      { url: "http://127.0.0.1:8000/headers?a=1", headers: { Host: "httpbin:8000" } },
    ]);
  });

  it("can't be run once without a program", async () => {
    const { run } = asProcesses(answering(ok()).http, printing(""));
    await expect(Promise.resolve().then(() => run(httpbin))).rejects.toThrow(
      "httpbin has no program without Docker",
    );
  });
});
