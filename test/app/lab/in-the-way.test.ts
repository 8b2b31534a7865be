import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { inTheWay, type Way } from "../../../app/lab/in-the-way.js";
import type { Question } from "../../../app/caller.js";
import type { Lab } from "../../../app/lab/lab.js";
import { nothing } from "../../../labs/state.js";
import { week1 } from "../../../labs/week1/index.js";
import type { Holder } from "../../../lib/lock.js";
import { kindClusterIn } from "../../../components/provider/kind-cluster.js";
import { parseConfig } from "../../../stacks/config.js";
import { callerWith } from "../../support/told.js";
import { FakeDocker, smallCluster } from "../../components/provider/fake-docker.js";

let docker: FakeDocker;
let asked: Question[];

beforeEach(async () => {
  docker = await FakeDocker.make();
  docker.images.add(smallCluster().image);
  asked = [];
});

afterEach(async () => {
  await docker[Symbol.asyncDispose]();
});

const labAt = (changes: Partial<Lab> = {}, settings: Record<string, string> = {}): Lab => ({
  week: week1,
  config: parseConfig("week1", { target: "kind", ...settings }),
  deployed: undefined,
  cluster: undefined,
  ...{ standing: nothing, at: undefined, asked: week1.base },
  ...changes,
});

const way = (changes: Partial<Way> = {}): Way => ({
  world: docker.world(),
  making: () => Promise.resolve(undefined),
  ...changes,
});

/** Who says this when asked. */
const answering = (answer: boolean) =>
  callerWith({
    decide: (question) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
  });

const week3Stands = () =>
  kindClusterIn(docker.world()).create(smallCluster({ stack: "week3", name: "myk8s" }));

const MAKING: Holder = {
  pid: 12,
  host: "laptop",
  what: "stack week3 of /home/me/other on kind",
};

describe("another week that stands on kind", () => {
  it("is asked about before anything else, and named for being taken down", async () => {
    await week3Stands();
    expect(await inTheWay(labAt(), answering(true), undefined, way())).toBe("week3");
    expect(asked).toEqual([{ kind: "take-down", other: "week3", stack: "week1" }]);
    expect(docker.containers.size).toBe(1);
  });

  it.each([
    ["when the answer is no", undefined],
    ["when another one is named, either", "week1"],
  ])("is not taken down %s", async (_title, replace) => {
    await week3Stands();
    await expect(inTheWay(labAt(), answering(false), replace, way())).rejects.toMatchObject({
      code: "declined",
      exitCode: 2,
    });
  });

  it("is not asked about when the command names it", async () => {
    await week3Stands();
    expect(await inTheWay(labAt(), answering(false), "week3", way())).toBe("week3");
    expect(asked).toEqual([]);
  });

  it("is known by its node when its files are lost", async () => {
    await week3Stands();
    await rm(join(docker.folder, "week3"), { recursive: true });
    expect(await inTheWay(labAt(), answering(true), undefined, way())).toBe("week3");
  });
});

describe("nothing is in the way", () => {
  it.each([
    ["of a lab on kwok", labAt({}, { target: "kwok" })],
    ["of a lab whose cluster runs", labAt({ cluster: { alive: true } })],
    ["of one that is only stopped", labAt({ cluster: { alive: false, why: "", restart: true } })],
    ["at a step without a cluster", labAt({}, { step: "1.60" })],
  ])("%s, and Docker is not asked", async (_title, lab) => {
    await week3Stands();
    docker.calls.length = 0;
    expect(await inTheWay(lab, answering(true), undefined, way())).toBeUndefined();
    expect(docker.calls).toEqual([]);
  });

  it("when the node is this week's own, left by a run that was killed", async () => {
    await kindClusterIn(docker.world()).create(smallCluster());
    expect(await inTheWay(labAt(), answering(true), undefined, way())).toBeUndefined();
    await rm(join(docker.folder, "week1"), { recursive: true });
    expect(await inTheWay(labAt(), answering(true), undefined, way())).toBeUndefined();
  });
});

describe("a lab of another checkout", () => {
  it("is named with its folder, and the way out is its own down", async () => {
    const other = join(docker.folder, "other");
    await mkdir(other);
    docker.addNode("myk8s");
    const owner = { stack: "week3", folder: join(other, ".lab/stacks/week3") };
    docker.owners.set("myk8s-control-plane", JSON.stringify(owner));
    await expect(inTheWay(labAt(), answering(true), "week3", way())).rejects.toMatchObject({
      code: "cluster-exists",
      next: `cd '${other}' && ./lab down week3`,
    });
  });

  it("whose cluster is being made is told of at once", async () => {
    const making = () => Promise.resolve(MAKING);
    await expect(
      inTheWay(labAt(), answering(true), undefined, way({ making })),
    ).rejects.toMatchObject({
      code: "cluster-being-made",
      message:
        "stack week3 of /home/me/other on kind (process 12) is making its cluster, and a machine has room for one lab on kind: week1 would get the same ports.",
    });
  });
});
