import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { generations } from "../../../cli/generations.js";
import { bedContext, type BedContext } from "../../../tools/bed/context.js";
import { down, lossOf } from "../../../tools/bed/down.js";
import type { Machine } from "../../../tools/bed/machine.js";
import { plan } from "../../../tools/bed/plan.js";
import { bedStatus } from "../../../tools/bed/status.js";
import { archiveFile } from "../../../tools/bed/store.js";
import { up } from "../../../tools/bed/up.js";
import { studied } from "../../../tools/pins.js";
import { FakeMachine, podImage } from "./fake-machine.js";

const debian: Machine = {
  platform: "linux",
  uid: 0,
  has: () => true,
  free: () => Promise.resolve(100e9),
};
const newer = { kubernetes: "1.30.4", istio: "1.23.2" };
const young = podImage({ name: "docker.io/lab/young:2" });

const ofStudy = (machine: FakeMachine, revision = 1): BedContext =>
  machine.context({ lab: [podImage({ revision })] });
const ofNewer = (machine: FakeMachine): BedContext =>
  machine.context({ versions: newer, lab: [young] });

/** The archives of images that a generation has now. */
const archivesOf = (context: BedContext): string[] =>
  Object.values(plan(context)).map((group) => archiveFile(context, group));

const archives = async (machine: FakeMachine): Promise<string[]> =>
  (await readdir(machine.bedDir))
    .filter((name) => /^(node|lab)-.*\.zst$/.test(name))
    .map((name) => join(machine.bedDir, name))
    .sort();

describe("the plans of two generations", () => {
  it("have a node and groups of their own", () => {
    const [older, other] = generations.map((versions) => plan(bedContext({ versions })));
    expect(older?.node.images.map(({ name }) => name)).toEqual(["kindest/node:v1.23.17"]);
    expect(other?.node.images.map(({ name }) => name)).toEqual(["kindest/node:v1.30.4"]);
    expect(older?.node.hash).not.toBe(other?.node.hash);
    expect(older?.lab.hash).not.toBe(other?.lab.hash);
  });

  it("make the same of an image of the same name: an engine has one of each", () => {
    const hashes = new Map<string, string>();
    for (const versions of generations) {
      const { node, lab } = plan(bedContext({ versions }));
      for (const { name, hash } of [...node.images, ...lab.images]) {
        expect([name, hash]).toEqual([name, hashes.get(name) ?? hash]);
        hashes.set(name, hash);
      }
    }
  });

  it("of the study's versions is the one where none are asked for", () => {
    expect(plan(bedContext())).toEqual(plan(bedContext({ versions: studied })));
  });
});

describe("a bed of two generations", () => {
  it("keeps the archives and the images of one when the other is made", async () => {
    await using machine = await FakeMachine.make();
    await up(ofStudy(machine), debian);
    await up(ofNewer(machine), debian);
    const both = [...archivesOf(ofStudy(machine)), ...archivesOf(ofNewer(machine))];
    expect(await archives(machine)).toEqual(both.sort());
    expect([...machine.images.keys()].sort()).toEqual(
      [podImage().name, young.name, "kindest/node:v1.23.17", "kindest/node:v1.30.4"].sort(),
    );
  });

  it("puts the control plane of its own Kubernetes into each node", async () => {
    await using machine = await FakeMachine.make();
    await up(ofNewer(machine), debian);
    const [saved = ""] = machine.called("docker save --output");
    expect(saved.split(" ").filter((word) => word.startsWith("registry.k8s.io/"))).toEqual([
      "registry.k8s.io/kube-apiserver:v1.30.4",
      "registry.k8s.io/kube-controller-manager:v1.30.4",
      "registry.k8s.io/kube-scheduler:v1.30.4",
      "registry.k8s.io/kube-proxy:v1.30.4",
      "registry.k8s.io/etcd:3.5.12-0",
      "registry.k8s.io/pause:3.9",
      "registry.k8s.io/coredns/coredns:v1.11.1",
    ]);
  });

  it("drops the older archive of a generation alone when that is made anew", async () => {
    await using machine = await FakeMachine.make();
    await up(ofNewer(machine), debian);
    await up(ofStudy(machine), debian);
    await up(ofStudy(machine, 2), debian);
    const now = [...archivesOf(ofStudy(machine, 2)), ...archivesOf(ofNewer(machine))];
    expect(await archives(machine)).toEqual(now.sort());
  });

  it("takes an archive that names no release for one of the study", async () => {
    await using machine = await FakeMachine.make();
    await up(ofStudy(machine), debian);
    for (const archive of archivesOf(ofStudy(machine))) {
      const { release: _release, ...stamp } = JSON.parse(
        await readFile(`${archive}.json`, "utf8"),
      ) as Record<string, unknown>;
      await writeFile(`${archive}.json`, JSON.stringify(stamp));
    }
    await up(ofNewer(machine), debian);
    expect(await archives(machine)).toEqual(expect.arrayContaining(archivesOf(ofStudy(machine))));
    await up(ofStudy(machine, 2), debian);
    const now = [...archivesOf(ofStudy(machine, 2)), ...archivesOf(ofNewer(machine))];
    expect(await archives(machine)).toEqual(now.sort());
  });

  it("tells of each, with its versions", async () => {
    await using machine = await FakeMachine.make();
    await up(ofNewer(machine), debian);
    const both = [ofStudy(machine), ofNewer(machine)];
    const { generations: told } = await bedStatus(ofStudy(machine), both);
    const places = told.map(({ istio, images }) => [istio, ...images.map(({ place }) => place)]);
    expect(places).toEqual([
      ["1.17.8", "missing", "missing"],
      ["1.23.2", "engine", "engine"],
    ]);
  });

  it("goes away as a whole", async () => {
    await using machine = await FakeMachine.make();
    await up(ofStudy(machine), debian);
    await up(ofNewer(machine), debian);
    await down(ofStudy(machine), await lossOf(ofStudy(machine)), true);
    expect([...machine.images.keys()]).toEqual([]);
    expect(await readdir(machine.bedDir)).toEqual([]);
  });
});
