import { describe, expect, it } from "@jest/globals";
import { loadImages } from "../../../components/commands/load-images.js";
import { ToolError } from "../../../lib/errors.js";
import { failed } from "../../support/command-world.js";
import { FakeNode, type FakeImage } from "../../support/fake-node.js";

const catalog = "docker.io/istioinaction/catalog:latest";
const pilot = "docker.io/istio/pilot:1.17.8";
const opsView = "docker.io/hjacobs/kube-ops-view:20.4.0";

const image = (name: string, changes: Partial<FakeImage> = {}): FakeImage => ({
  name,
  id: `sha256:${name.length}`,
  platform: "linux/arm64",
  shape: "index",
  manifests: [{ platform: "linux/arm64" }],
  ...changes,
});

const loadInto = (node: FakeNode, ...images: readonly FakeImage[]): Promise<undefined> => {
  for (const each of images) node.docker.set(each.name, each);
  const wanted = images.map(({ name, id }) => ({ image: name, id }));
  return loadImages(node.world, { node: "myk8s-control-plane", images: wanted });
};

describe("the images that a node lacks", () => {
  it("are sent in one archive, for the node's platform, and that is said with their size", async () => {
    const node = new FakeNode();
    await loadInto(node, image(catalog), image(pilot));
    expect(node.sent).toEqual([{ platform: "linux/arm64", names: [catalog, pilot] }]);
    expect(node.said).toEqual(["2 images (2 MB) loaded into the node in 0.0 s"]);
  });

  it("are told by name and id: another image of the same name is sent", async () => {
    const node = new FakeNode({ has: { [catalog]: "sha256:38", [pilot]: "sha256:old" } });
    await loadInto(node, image(catalog, { id: "sha256:38" }), image(pilot));
    expect(node.sent.map(({ names }) => names)).toEqual([[pilot]]);
    expect(node.said[0]).toContain("; 1 were there");
  });

  it("are none when it has them all: one question, and not a word", async () => {
    const node = new FakeNode({ has: { [catalog]: "sha256:38" } });
    await loadInto(node, image(catalog, { id: "sha256:38" }));
    expect(node.calls).toHaveLength(1);
    expect(node.said).toEqual([]);
  });

  it("are remembered by Docker's id, which may not be the node's", async () => {
    const node = new FakeNode({ record: { kept: "a" } });
    await loadInto(node, image(catalog, { id: "sha256:manifest" }));
    expect(node.record).toEqual({ kept: "a", [catalog]: "sha256:manifest" });
    await loadInto(node, image(catalog, { id: "sha256:manifest" }));
    expect(node.sent).toHaveLength(1);
    node.images.clear();
    await loadInto(node, image(catalog, { id: "sha256:manifest" }));
    expect(node.sent).toHaveLength(2);
  });

  it("get the tag that Docker takes for none: an archive would hold all tags of that name", async () => {
    const node = new FakeNode();
    await loadInto(node, image("docker.io/nicolaka/netshoot"));
    expect(node.sent[0]?.names).toEqual(["docker.io/nicolaka/netshoot:latest"]);
  });

  it.each(["ghcr.io/a/b@sha256:abc", "ghcr.io/a/b:1@sha256:abc"])(
    "that are named by their digest, as %s, get that name in the node, and are not sent again",
    async (pinned) => {
      const node = new FakeNode();
      const wanted = image(pinned, { id: "sha256:0123456789abcdef" });
      await loadInto(node, wanted);
      expect(node.sent[0]?.names).toEqual(["istio-lab/pinned:0123456789ab"]);
      expect([...node.images.keys()]).toEqual(["ghcr.io/a/b@sha256:abc"]);
      expect([...node.docker.keys()]).toEqual([pinned]);
      await loadInto(node, wanted);
      expect(node.sent).toHaveLength(1);
    },
  );

  it("are pulled again when Docker has lost them since", async () => {
    const node = new FakeNode();
    node.lost.add(catalog);
    await loadInto(node, image(catalog));
    expect(node.calls).toContain(`docker pull --quiet ${catalog}`);
    expect(node.said[0]).toBe(`pulling ${catalog}`);
    expect(node.images.has(catalog)).toBe(true);
  });

  it("are unpacked by what the node unpacks its own with, as on ZFS", async () => {
    const node = new FakeNode({ snapshotter: "native" });
    await loadInto(node, image(catalog));
    expect(node.calls.join("\n")).toContain("linux/arm64 native docker.io/istioinaction/catalog");
  });
});

describe("an image of Docker's containerd store", () => {
  const parts = [
    { platform: "linux/amd64", isThere: false },
    { platform: "linux/arm/v7", isThere: false },
    { platform: "linux/arm64" },
    { platform: "unknown/unknown", isThere: false },
  ];

  it("with only the node's platform of many goes in with the others", async () => {
    const node = new FakeNode();
    await loadInto(node, image(catalog), image(pilot, { manifests: parts }));
    expect(node.sent).toHaveLength(1);
    expect(node.images.get(pilot)?.isKept).toBe(true);
    expect(node.said).toEqual(["2 images (2 MB) loaded into the node in 0.0 s"]);
  });

  it("of which Docker has another platform is taken as that one, and does not keep others away", async () => {
    const node = new FakeNode();
    const manifests = [
      { platform: "linux/arm64", isThere: false },
      { platform: "linux/amd64" },
      { platform: "unknown/unknown" },
    ];
    await loadInto(node, image(catalog), image(pilot, { manifests }));
    expect([...node.images.keys()].sort()).toEqual([pilot, catalog]);
    expect(node.images.get(pilot)).toMatchObject({ platforms: ["linux/amd64"], isManifest: true });
    expect(node.said[0]).toBe(
      `${pilot} is for linux/amd64 only, the node is linux/arm64: it runs under emulation, slowly`,
    );
    expect(node.files).toEqual([]);
  });
});

describe("an image for another processor only", () => {
  it.each(["manifest", "named", "docker"] as const)(
    "of shape %s is sent by itself, and its emulation is told of",
    async (shape) => {
      const node = new FakeNode();
      const foreign = { platform: "linux/amd64", shape, manifests: [{ platform: "linux/amd64" }] };
      await loadInto(node, image(catalog), image(opsView, foreign));
      expect(node.sent.map(({ names }) => names)).toEqual([[catalog], [opsView]]);
      expect(node.images.get(opsView)).toMatchObject({ platforms: ["linux/amd64"], isKept: true });
      expect(node.said[0]).toContain("kube-ops-view:20.4.0 is for linux/amd64 only");
    },
  );

  it("that Docker takes for the node's is found out by what arrived", async () => {
    const node = new FakeNode();
    const foreign = image(opsView, { shape: "docker", manifests: [{ platform: "linux/amd64" }] });
    await loadInto(node, image(catalog, { shape: "docker" }), foreign);
    expect(node.images.get(opsView)).toMatchObject({ platforms: ["linux/amd64"], isKept: true });
  });

  it("is said to be of no use where nothing emulates it", async () => {
    const node = new FakeNode({ binfmt: "enabled" });
    const manifests = [{ platform: "linux/amd64" }];
    await loadInto(node, image(opsView, { shape: "manifest", platform: "linux/amd64", manifests }));
    expect(node.said.slice(0, 2)).toEqual([
      `${opsView} is for linux/amd64 only, the node is linux/arm64, which has no emulation of it: its pods will end with "exec format error"`,
      "  next: ./lab doctor",
    ]);
  });
});

describe("an image that can't be loaded", () => {
  it("is named with what Docker has of it and what the node is, after all others arrived", async () => {
    const node = new FakeNode();
    const manifests = [{ platform: "linux/arm64", isThere: false }, { platform: "windows/amd64" }];
    const error: unknown = await loadInto(node, image(pilot, { manifests }), image(catalog)).catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({
      code: "image-not-loaded",
      message: [
        "Not loaded into the node myk8s-control-plane (linux/arm64):",
        `  ${pilot}: Docker has windows/amd64 of it, without linux/arm64; the node is linux/arm64`,
      ].join("\n"),
      next: `docker pull --platform linux/arm64 ${pilot}, then ./lab up again`,
    });
    expect([...node.images.keys()]).toEqual([catalog]);
    expect(node.record).toEqual({ [catalog]: "sha256:38" });
    expect(node.said).toEqual(["1 images (1 MB) loaded into the node in 0.0 s"]);
  });

  it("that the node took and can't run is told of too", async () => {
    const node = new FakeNode();
    node.broken.add(catalog);
    await expect(loadInto(node, image(catalog))).rejects.toMatchObject({
      message: expect.stringContaining(
        `${catalog}: the node took it, but can't run it (it has linux/arm64 of it and is linux/arm64)`,
      ) as unknown,
      next: `docker pull ${catalog}, then ./lab up again`,
    });
  });

  it.each([
    ["the disk is full", "write /var/lib: no space left on device"],
    ["the node is gone", "Error: No such container: myk8s-control-plane"],
  ])("as %s is not tried one by one", async (_why, message) => {
    const node = new FakeNode();
    node.importFails = failed(message);
    await expect(loadInto(node, image(catalog), image(pilot))).rejects.toThrow(message);
    expect(node.sent).toHaveLength(1);
  });

  it("in time is not tried one by one", async () => {
    const node = new FakeNode();
    node.importFails = new ToolError("command-failed", "timed out", { cause: { timedOut: true } });
    await expect(loadInto(node, image(catalog), image(pilot))).rejects.toThrow("timed out");
    expect(node.sent).toHaveLength(1);
  });
});
