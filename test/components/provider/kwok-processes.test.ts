import { describe, expect, it } from "@jest/globals";
import {
  belongsTo,
  kwokProcess,
  whyNotThere,
  type KwokProcess,
} from "../../../components/provider/kwok-processes.js";

const FOLDER = "/home/me/my labs/istio-lab/.lab/stacks/week1";
const ID = "kwok-week1-0a1b2c3d";
const row = (command: string) => ({ pid: 7, parent: 1, startedAt: new Date(0), command });

describe("a process of an embedded cluster", () => {
  it.each([
    [`${FOLDER}/${ID}/clusters/myk8s/bin/etcd --name=node0`, "etcd"],
    [`${FOLDER}/${ID}/clusters/myk8s/bin/kube-apiserver --etcd-prefix=/registry`, "kube-apiserver"],
    [`${FOLDER}/${ID}/.kwok/clusters/myk8s/bin/kwok-controller`, "kwok-controller"],
  ])("is known by its command: %s", (command, component) => {
    const known = { pid: 7, folder: FOLDER, stack: "week1", id: ID, component };
    expect(kwokProcess(row(command))).toEqual(known);
  });

  it.each([
    `--kubeconfig ${FOLDER}/kubeconfig --config kwokctl.yaml --wait 60s`,
    `--config ${FOLDER}/kwokctl.yaml --kubeconfig x`,
  ])("is also a kwokctl that makes one: %s", (files) => {
    const command = `/cache/bin/kwokctl create cluster --name myk8s ${files}`;
    expect(kwokProcess(row(command))).toMatchObject({ folder: FOLDER, id: undefined });
  });

  it.each([
    "/usr/bin/etcd --name=node0",
    `vi ${FOLDER}/${ID}/clusters/myk8s/kwok.yaml`,
    `tail -f ${FOLDER}/${ID}/clusters/myk8s/bin/etcd`,
    "kwokctl create cluster --name mine",
  ])("is not: %s", (command) => {
    expect(kwokProcess(row(command))).toBeUndefined();
  });
});

const etcd = (folder = FOLDER, id = ID): KwokProcess => ({
  pid: 7,
  folder,
  stack: "week1",
  id,
  component: "etcd",
});
const OLD = "/old/istio-lab/.lab/stacks/week1";
const there = (): boolean => true;
const gone = (): boolean => false;

describe("a cluster's process", () => {
  const owner = { folder: FOLDER, ids: [ID] };

  it.each([
    [
      "made in its folder, whatever files are left of it",
      etcd(FOLDER, "kwok-week1-ffffffff"),
      there,
      true,
    ],
    ["made where the checkout lay before it was moved", etcd(OLD), gone, true],
    ["of the checkout that this one was copied from", etcd(OLD), there, false],
    [
      "of a checkout that is gone and no concern of this one",
      etcd(OLD, "kwok-week1-ffffffff"),
      gone,
      false,
    ],
  ] as const)("%s: belongs to a stack: %#", (_title, process, exists, belongs) => {
    expect(belongsTo(owner, process, exists)).toBe(belongs);
  });
});

describe("a cluster", () => {
  const why = (processes: readonly KwokProcess[], exists = there): string | undefined =>
    whyNotThere({ folder: FOLDER, id: ID }, ["etcd"], processes, exists);

  it("is there when its components run from its folder", () => {
    expect(why([etcd()])).toBeUndefined();
  });

  it("is not there when only those of another creation run", () => {
    expect(why([etcd(FOLDER, "kwok-week1-ffffffff")])).toBe("not running: etcd");
  });

  it("is told from the original's after a copy, and from its own after a move", () => {
    expect(why([etcd(OLD)])).toBe(
      `it belongs to the checkout that this one was copied from: ${OLD}`,
    );
    expect(why([etcd(OLD)], gone)).toBe(
      `this checkout was moved: it runs in ${OLD}, which is gone`,
    );
  });
});
