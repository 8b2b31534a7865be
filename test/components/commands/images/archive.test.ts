import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  choose,
  manifestsIn,
  type ArchiveFiles,
  type Manifest,
} from "../../../../components/commands/images/archive.js";
import { writeArchive, type ArchivedImage } from "../../../support/docker-archive.js";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "archive-test-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** An archive on disk, read as it is read in a node. */
async function archive(image: Omit<ArchivedImage, "name">): Promise<ArchiveFiles> {
  const file = join(folder, "image.tar");
  await writeArchive(file, [{ name: "docker.io/test/image:1", ...image }]);
  const tar = async (...args: string[]): Promise<string> => (await execa("tar", args)).stdout;
  const names = (await tar("-tf", file)).split("\n").map((name) => name.replace("./", ""));
  return { names: new Set(names), read: (name) => tar("-xOf", file, `./${name}`) };
}

const absent = (platform: string) => ({ platform, isThere: false });
const there = (platform: string) => ({ platform });

describe("the manifests of an archive", () => {
  it("are all that its index lists, with those that are not there", async () => {
    const manifests = [absent("linux/amd64"), absent("linux/arm/v7"), there("linux/arm64")];
    const found = await manifestsIn(await archive({ shape: "index", manifests }));
    expect(found.map(({ platform, isWhole, isListed }) => [platform, isWhole, isListed])).toEqual([
      ["linux/amd64", false, true],
      ["linux/arm/v7", false, true],
      ["linux/arm64", true, true],
    ]);
  });

  it.each(["manifest", "named"] as const)(
    "of shape %s are the image itself, with the platform that it or its configuration names",
    async (shape) => {
      const manifests = [there("linux/arm/v7")];
      const found = await manifestsIn(await archive({ shape, manifests }));
      expect(found).toMatchObject([{ platform: "linux/arm/v7", isWhole: true, isListed: false }]);
      expect(found[0]?.target?.digest).toMatch(/^sha256:/);
    },
  );

  it("in Docker's own format have their platform from the configuration, and no digest", async () => {
    const found = await manifestsIn(
      await archive({ shape: "docker", manifests: [there("linux/arm64")] }),
    );
    expect(found).toEqual([
      { platform: "linux/arm64", isWhole: true, target: undefined, isListed: false },
    ]);
  });

  it("are not whole without their layers", async () => {
    const files = await archive({ shape: "index", manifests: [there("linux/arm64")] });
    const texts = new Map<string, string>();
    for (const name of files.names) {
      if (name.startsWith("blobs/sha256/") && name.length > 20)
        texts.set(name, await files.read(name));
    }
    const [layer = ""] = [...texts].find(([, text]) => !text.startsWith("{")) ?? [];
    const names = new Set([...files.names].filter((name) => name !== layer));
    expect(await manifestsIn({ ...files, names })).toMatchObject([{ isWhole: false }]);
  });

  it("of an archive of another kind are none", async () => {
    const read = () => Promise.reject(new Error("no such file"));
    expect(await manifestsIn({ names: new Set(["repositories"]), read })).toEqual([]);
  });
});

describe("the manifest that is taken", () => {
  const manifest = (platform: string, isWhole = true): Manifest => ({
    platform,
    isWhole,
    target: { mediaType: "", digest: platform, size: 1 },
    isListed: true,
  });
  const chosen = (node: string, ...manifests: readonly Manifest[]): string | undefined =>
    choose(manifests, node)?.platform;

  it.each([
    ["linux/arm64", "linux/arm64"],
    ["linux/amd64", "linux/amd64"],
  ])("on %s is the one for it, wherever it stands", (node, wanted) => {
    const all = ["linux/arm/v7", "linux/amd64", "unknown/unknown", "linux/arm64"];
    expect(chosen(node, ...all.map((platform) => manifest(platform)))).toBe(wanted);
  });

  it("may name a variant of the node's processor", () => {
    const [amd64, arm64] = [manifest("linux/amd64"), manifest("linux/arm64/v8")];
    expect(chosen("linux/arm64", amd64, arm64)).toBe("linux/arm64/v8");
  });

  it("is another one for Linux when only that is whole", () => {
    const mine = manifest("linux/arm64", false);
    expect(chosen("linux/arm64", mine, manifest("linux/amd64"))).toBe("linux/amd64");
    expect(chosen("linux/amd64", manifest("linux/s390x"))).toBe("linux/s390x");
  });

  it("is never an attestation nor one for another system", () => {
    const others = [manifest("unknown/unknown"), manifest("windows/amd64")];
    expect(chosen("linux/amd64", ...others)).toBeUndefined();
  });

  it("is none when nothing is whole", () => {
    expect(chosen("linux/arm64", manifest("linux/arm64", false))).toBeUndefined();
  });
});
