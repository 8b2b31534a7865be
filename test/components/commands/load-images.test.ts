import { describe, expect, it } from "@jest/globals";
import { loadImages } from "../../../components/commands/load-images.js";
import { commandWorld, failed, type Answers } from "../../support/command-world.js";

const NODE = "myk8s-control-plane";
const LIST = `docker exec ${NODE} sh -c crictl images`;
const SIZE = "docker image inspect --format {{.Size}}";
const LOAD = "bash -o pipefail -c ";

/** What a node lists: its images by name and id, and what was sent to it. */
const node = (has: Readonly<Record<string, string>>, sent: object = {}): string => {
  const images = Object.entries(has).map(([tag, id]) => ({ id, repoTags: [tag] }));
  return `${JSON.stringify({ images })}\n\n${JSON.stringify(sent)}`;
};

const catalog = { image: "istioinaction/catalog:latest", id: "sha256:1" };
const pilot = { image: "docker.io/istio/pilot:1.17.8", id: "sha256:2" };

async function load(images: readonly { image: string; id: string }[], answers: Answers) {
  const machine = commandWorld({ [SIZE]: "1000000\n", ...answers });
  await loadImages(machine.world, { node: NODE, images });
  const sent = machine.calls.filter((call) => call.startsWith(LOAD));
  return { ...machine, names: sent.map((call) => call.split(` load ${NODE} `)[1]) };
}

describe("the images that a node lacks", () => {
  it("are sent in one archive, and that is said with their size", async () => {
    const { names, said } = await load([catalog, pilot], { [LIST]: node({}) });
    expect(names).toEqual([`${catalog.image} ${pilot.image}`]);
    expect(said).toEqual(["2 images (1 MB) loaded into the node in 0.0 s".replace("1 MB", "2 MB")]);
  });

  it("are told by name and id: another image of the same name is sent", async () => {
    const has = node({
      "docker.io/istioinaction/catalog:latest": "sha256:1",
      "docker.io/istio/pilot:1.17.8": "sha256:old",
    });
    const { names, said } = await load([catalog, pilot], { [LIST]: has });
    expect(names).toEqual([pilot.image]);
    expect(said[0]).toContain("; 1 were there");
  });

  it("are none when it has them all: one question, and not a word", async () => {
    const has = node({ "docker.io/istioinaction/catalog:latest": "sha256:1" });
    const { calls, said } = await load([catalog], { [LIST]: has });
    expect(calls).toHaveLength(1);
    expect(said).toEqual([]);
  });

  it("are remembered by Docker's id, which may not be the node's", async () => {
    const name = "docker.io/istioinaction/catalog:latest";
    const first = await load([catalog], { [LIST]: node({ other: "sha256:9" }, { kept: "a" }) });
    const record = first.inputs.at(-1);
    expect(JSON.parse(record ?? "")).toEqual({ kept: "a", [name]: "sha256:1" });
    const again = node({ [name]: "sha256:manifest" }, { [name]: "sha256:1" });
    expect((await load([catalog], { [LIST]: again })).names).toEqual([]);
    const deleted = node({}, { [name]: "sha256:1" });
    expect((await load([catalog], { [LIST]: deleted })).names).toEqual([catalog.image]);
  });

  it("get the tag that Docker takes for none: an archive would hold all tags of that name", async () => {
    const { names } = await load([{ image: "nicolaka/netshoot", id: "x" }], { [LIST]: node({}) });
    expect(names).toEqual(["nicolaka/netshoot:latest"]);
  });

  it("that are named by their digest get that name in the node", async () => {
    const image = "ghcr.io/a/b@sha256:abc";
    const { names, calls } = await load([{ image, id: "sha256:0123456789abcdef" }], {
      [LIST]: node({}),
    });
    const tag = "istio-lab/pinned:0123456789ab";
    expect(names).toEqual([tag]);
    expect(calls).toContain(`docker tag ${image} ${tag}`);
    expect(calls).toContain(
      `docker exec ${NODE} ctr --namespace k8s.io images tag --force docker.io/${tag} ${image}`,
    );
  });

  it("are pulled again when Docker has lost them since", async () => {
    const { calls, said } = await load([catalog], {
      [SIZE]: [failed("No such image"), "5\n"],
      [LIST]: node({}),
    });
    expect(calls).toContain(`docker pull --quiet ${catalog.image}`);
    expect(said[0]).toBe(`pulling ${catalog.image}`);
  });
});
