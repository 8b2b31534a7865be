import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { HASH_LABEL } from "../../../tools/bed/docker.js";
import type { Machine } from "../../../tools/bed/machine.js";
import { up } from "../../../tools/bed/up.js";
import { FakeMachine, podImage } from "./fake-machine.js";

const debian: Machine = {
  platform: "linux",
  uid: 0,
  has: () => true,
  free: () => Promise.resolve(100e9),
};
const NODE = "kindest/node:v1.23.17";
const WORK = ["debootstrap", "docker build", "docker commit", "bash"];

const archives = async (machine: FakeMachine): Promise<string[]> =>
  (await readdir(machine.bedDir)).filter((name) => name.endsWith(".zst"));

async function archiveOfNode(machine: FakeMachine): Promise<string> {
  const [name = ""] = (await archives(machine)).filter((each) => each.startsWith("node"));
  return join(machine.bedDir, name);
}

describe("bed up", () => {
  it("makes what the engine lacks, with its real nature on a label, and keeps it", async () => {
    await using machine = await FakeMachine.make();
    const hello = podImage();
    await up(machine.context({ lab: [hello] }), debian);
    expect([...machine.images.keys()]).toEqual([hello.name, NODE]);
    const labels = machine.images.get(hello.name)?.labels ?? {};
    expect(labels).toEqual({
      "io.istio-lab.stand-in": "says hello",
      [HASH_LABEL]: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect((await archives(machine)).map((name) => name.split("-")[0]).sort()).toEqual([
      "lab",
      "node",
      "rootfs",
    ]);
    expect(machine.said.filter((line) => line.startsWith(NODE))).toEqual([
      `${NODE}: making it`,
      expect.stringMatching(/^kindest\/node:v1.23.17: in [\d.]+ s \(1 MB\)$/),
    ]);
  });

  it("puts the control plane into the node and leaves no copy in the engine", async () => {
    await using machine = await FakeMachine.make();
    await up(machine.context(), debian);
    const [saved = ""] = machine.called("docker save --output");
    expect(saved).toContain("registry.k8s.io/kube-apiserver:v1.23.17");
    expect(saved).toContain("registry.k8s.io/pause:3.6");
    expect([...machine.images.keys()]).toEqual([NODE]);
  });

  it("does nothing when the engine has all of it", async () => {
    await using machine = await FakeMachine.make();
    await up(machine.context(), debian);
    machine.calls.length = 0;
    await up(machine.context(), debian);
    expect(machine.called(...WORK)).toEqual([]);
  });

  it("only loads what the cache has", async () => {
    await using machine = await FakeMachine.make();
    const context = machine.context({ lab: [podImage()] });
    await up(context, debian);
    machine.images.clear();
    machine.calls.length = 0;
    await up(context, debian);
    expect([...machine.images.keys()].sort()).toEqual([podImage().name, NODE]);
    // side by side: either may be first
    expect([...machine.called(...WORK)].sort()).toEqual([
      expect.stringMatching(/zstd -dcq .*\/lab-.*zst docker load --quiet$/),
      expect.stringMatching(/zstd -dcq .*\/node-.*zst docker load --quiet$/),
    ]);
  });

  it("makes an archive again that was cut", async () => {
    await using machine = await FakeMachine.make();
    await up(machine.context(), debian);
    await writeFile(await archiveOfNode(machine), "");
    machine.images.clear();
    await up(machine.context(), debian);
    expect(machine.calls.filter((call) => call.endsWith("docker load --quiet"))).toEqual([]);
    expect([...machine.images.keys()]).toEqual([NODE]);
    expect(machine.called("docker commit")).toHaveLength(2);
  });

  it("makes an archive again that can't be unpacked, and says so", async () => {
    await using machine = await FakeMachine.make();
    await up(machine.context(), debian);
    const archive = await archiveOfNode(machine);
    await writeFile(archive, "x");
    await writeFile(`${archive}.json`, '{"size":1,"images":[]}');
    machine.images.clear();
    await up(machine.context(), debian);
    expect(machine.said).toContain(`node images: ${archive} is damaged; making them again`);
    machine.images.clear();
    await up(machine.context(), debian);
    expect([...machine.images.keys()]).toEqual([NODE]);
    expect(machine.called("docker commit")).toHaveLength(2);
  });

  it("makes the root file system again when its archive is damaged", async () => {
    await using machine = await FakeMachine.make();
    await up(machine.context(), debian);
    const [name = ""] = (await archives(machine)).filter((each) => each.startsWith("rootfs"));
    await writeFile(join(machine.bedDir, name), "x");
    await up(machine.context({ lab: [podImage()] }), debian);
    expect(machine.said).toContainEqual(
      expect.stringMatching(/^root file system: .*zst is damaged; making it again$/),
    );
    expect(machine.called("debootstrap")).toHaveLength(2);
  });

  it("replaces an image that another one of the same name is in the place of", async () => {
    await using machine = await FakeMachine.make();
    machine.images.set(NODE, { labels: {} });
    await up(machine.context(), debian);
    expect(machine.images.get(NODE)?.labels).toHaveProperty([HASH_LABEL]);
  });

  it("makes one image again when only that one has changed, and drops the old archive", async () => {
    await using machine = await FakeMachine.make();
    const other = podImage({ name: "docker.io/lab/other:1" });
    await up(machine.context({ lab: [podImage(), other] }), debian);
    const before = await archives(machine);
    machine.calls.length = 0;
    await up(machine.context({ lab: [podImage({ revision: 2 }), other] }), debian);
    expect(machine.called("docker build")).toHaveLength(1);
    const after = await archives(machine);
    expect(after).toHaveLength(before.length);
    expect(after).not.toEqual(before);
  });

  it("leaves nothing of an older bed or an interrupted one in the cache", async () => {
    await using machine = await FakeMachine.make();
    await mkdir(machine.bedDir, { recursive: true });
    const old = ["node-0123456789ab.tar.zst", "node-0123456789ab.tar.zst.json", "rootfs-1.tar.zst"];
    for (const name of old) await writeFile(join(machine.bedDir, name), "");
    await up(machine.context(), debian);
    const [archive = ""] = (await archives(machine)).filter((name) => name.startsWith("node"));
    await writeFile(join(machine.bedDir, `${archive}.4711`), "half");
    await up(machine.context({ platform: { os: "linux", arch: "arm64" } }), debian);
    const left = await readdir(machine.bedDir);
    expect(left.filter((name) => [...old, archive, `${archive}.4711`].includes(name))).toEqual([]);
  });

  it("asks for the room that it takes: the less, the more the cache has", async () => {
    await using machine = await FakeMachine.make();
    const context = machine.context();
    const little: Machine = { ...debian, free: () => Promise.resolve(1) };
    const needed = async (): Promise<string> =>
      await up(context, little).then(
        () => "none",
        (error: unknown) => /needs (\d+ [MG]B)/.exec((error as Error).message)?.[1] ?? "",
      );
    expect(await needed()).toBe("20 GB");
    await up(context, debian);
    expect(await needed()).toBe("none");
    machine.images.clear();
    expect(await needed()).toBe("5000 MB");
    await rm(machine.bedDir, { recursive: true });
    expect(await needed()).toBe("10 GB");
  });

  it("removes what its older images left, and nothing of others", async () => {
    await using machine = await FakeMachine.make();
    await up(machine.context(), debian);
    expect(machine.called("docker image prune")).toEqual([
      "docker image prune --force --filter label=io.istio-lab.bed",
    ]);
  });

  it("goes on where an interrupted run ended", async () => {
    await using machine = await FakeMachine.make();
    const broken = podImage({
      name: "docker.io/lab/broken:1",
      files: () => Promise.reject(new Error("interrupted")),
    });
    const lab = [podImage(), { ...broken }];
    await expect(up(machine.context({ lab }), debian)).rejects.toThrow("interrupted");
    machine.calls.length = 0;
    await up(
      machine.context({ lab: [podImage(), { ...broken, files: podImage().files }] }),
      debian,
    );
    const built = machine.called("docker build").filter((call) => call.includes("docker.io/lab"));
    expect(built).toEqual([expect.stringContaining("docker.io/lab/broken:1")]);
  });

  it("keeps an archive again when the cache was deleted and the engine still has the images", async () => {
    await using machine = await FakeMachine.make();
    await up(machine.context(), debian);
    await rm(machine.bedDir, { recursive: true });
    machine.calls.length = 0;
    await up(machine.context(), debian);
    expect(machine.called("docker commit", "debootstrap")).toEqual([]);
    expect((await archives(machine)).map((name) => name.split("-")[0])).toEqual(["node"]);
  });
});
