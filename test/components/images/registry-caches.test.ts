import { describe, expect, it } from "@jest/globals";
import { REGISTRIES } from "../../../labs/registries.js";
import { CACHE_STACK, cacheProgram } from "../../../stacks/cache.js";
import { pins } from "../../../tools/pins.js";
import { record, type Registration } from "../../support/record.js";

const seen = (): Promise<Registration[]> => record(cacheProgram);
const ofType = async (type: string): Promise<Registration[]> =>
  (await seen()).filter((entry) => entry.type === type);

describe("the caches of image registries", () => {
  it("are one container for each registry, which nodes find by its name", async () => {
    const containers = await ofType("docker:index/container:Container");
    expect(containers.map(({ inputs }) => [inputs["name"], inputs["envs"]])).toEqual(
      REGISTRIES.map(({ cache, upstream }) => [cache, [`REGISTRY_PROXY_REMOTEURL=${upstream}`]]),
    );
    for (const { inputs, deleteBeforeReplace } of containers) {
      expect(inputs).toMatchObject({
        networksAdvanced: [{ name: "kind" }],
        restart: "unless-stopped",
      });
      expect(inputs).not.toHaveProperty("ports");
      expect(deleteBeforeReplace).toBe(true);
    }
  });

  it("keep what they pulled when they are removed", async () => {
    const volumes = await ofType("docker:index/volume:Volume");
    expect(volumes).toHaveLength(REGISTRIES.length);
    expect(volumes.every(({ retainOnDelete }) => retainOnDelete)).toBe(true);
  });

  it("run the pinned registry, in the network that kind would make", async () => {
    const [image] = await ofType("docker:index/remoteImage:RemoteImage");
    expect(image?.inputs).toEqual({ name: `registry:${pins.registry}`, keepLocally: true });
    const [network] = await ofType("command:local:Command");
    expect(network?.inputs["create"]).toContain("components/commands/main.ts kind-network do");
    expect(network?.inputs).not.toHaveProperty("delete");
  });

  it("have a stack of their own that is no week's", () => {
    expect(CACHE_STACK).toBe("cache");
  });
});
