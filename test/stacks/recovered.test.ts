import { describe, expect, it } from "@jest/globals";
import type { Deployed } from "../../stacks/checkpoint.js";
import { inWords, recoveredSettings } from "../../stacks/recovered.js";

const found = (changes: Partial<Deployed> = {}): Deployed => ({
  step: "1.54",
  target: "kwok",
  cluster: "kwok-week1-0a1b2c3d",
  clusterInputs: { apiServerPort: 0 },
  ...changes,
});
const kind = (listenAddress: string, extraMounts: readonly object[], apiServerPort: number) => ({
  apiServerPort,
  ports: [{ hostPort: 30_000, containerPort: 30_000, listenAddress }],
  extraMounts,
});
const BOOK = [{ hostPath: "/home/me/book", containerPath: "/istiobook", readOnly: false }];

describe("the config that a state tells", () => {
  it.each<[string, Deployed | undefined, Record<string, string>]>([
    ["is nothing where nothing is deployed", undefined, {}],
    ["is nothing where the target can't be told", found({ target: "" }), {}],
    ["is the target and the step", found(), { target: "kwok", step: "1.54" }],
    ["lacks the step of a first run that was cut", found({ step: undefined }), { target: "kwok" }],
    [
      "is what was chosen for the lab",
      found({ target: "kind", images: "stand-ins", cpuRequests: "small", istio: "1.23.2" }),
      { target: "kind", step: "1.54", images: "stand-ins", cpuRequests: "small", istio: "1.23.2" },
    ],
    [
      "leaves defaults out",
      found({ target: "kind", clusterInputs: kind("127.0.0.1", [], 0) }),
      { target: "kind", step: "1.54" },
    ],
    [
      "is what the cluster was made with, which another value would replace",
      found({ target: "kind", clusterInputs: kind("10.0.0.5", BOOK, 6550) }),
      {
        ...{ target: "kind", step: "1.54", apiServerPort: "6550" },
        ...{ listenAddress: "10.0.0.5", book: "/home/me/book" },
      },
    ],
    [
      "bears a state of another form",
      found({ clusterInputs: { ports: "no" } }),
      { target: "kwok", step: "1.54" },
    ],
  ])("%s", (_title, deployed, settings) => {
    expect(recoveredSettings(deployed)).toEqual(settings);
  });

  it("is said in words", () => {
    expect(inWords({ target: "kwok", step: "1.54" })).toBe("target kwok, step 1.54");
  });
});
