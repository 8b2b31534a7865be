import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { checkout, succeed, type Checkout } from "../support/checkout.js";

/** The first step with Istio: small enough to be made again in seconds, and with all kinds of objects. */
const STEP = "1.11";

describe("a cluster that was killed behind the lab's back", () => {
  let lab: Checkout;

  beforeAll(async () => {
    lab = await checkout();
    succeed(await lab.lab("up", "week1", "--step", STEP, "--yes"));
    await lab.killCluster();
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  it("is named by status", async () => {
    const { exitCode, stdout } = await lab.lab("status");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/no cluster \(not running: etcd, kube-apiserver, /);
  });

  it("is named by preview, which shows all its objects as made again", async () => {
    const { exitCode, all } = await lab.shell("pulumi", "preview", "-s", "week1");
    expect(exitCode).toBe(0);
    expect(all).toMatch(/Cluster "kwok-week1-\w+" is gone \(not running: etcd/);
    expect(all).toMatch(/\+-\d\d to replace/);
  });

  it("is made again by plain pulumi up, with all that was in it", async () => {
    succeed(await lab.shell("pulumi", "up", "-s", "week1", "--yes", "-f"));
    succeed(await lab.lab("check"));
  });

  it("leaves the state with refresh, and up makes it again", async () => {
    await lab.killCluster();
    const refresh = await lab.shell("pulumi", "refresh", "-s", "week1", "--yes");
    succeed(refresh);
    expect(refresh.all).toMatch(/is gone \(not running: .*\): it leaves the state/);
    succeed(await lab.lab("up", "week1", "--yes"));
    succeed(await lab.lab("check"));
  });

  it("is made again by lab up when only one of its processes died", async () => {
    await lab.killCluster("kube-controller-manager");
    const { stderr } = succeed(await lab.lab("up", "week1", "--yes"));
    expect(stderr).toContain("is gone (not running: kube-controller-manager)");
    succeed(await lab.lab("check"));
  });

  it("reaches nothing of the next cluster through what is left of it in the state", async () => {
    await lab.killCluster("kube-scheduler");
    // its API server still answers: refresh takes the cluster out of the state, and not its objects
    succeed(await lab.shell("pulumi", "refresh", "-s", "week1", "--yes"));
    succeed(await lab.shell("pulumi", "up", "-s", "week1", "--yes", "-f"));
    succeed(await lab.lab("check"));
  });

  it("is removed by down without a rest", async () => {
    await lab.killCluster("kube-apiserver");
    const { stderr } = succeed(await lab.lab("down", "--yes"));
    // the controller manager ends by itself when it has been without it for seconds
    expect(stderr).toMatch(/is gone \(not running: kube-apiserver[,)]/);
    expect(await lab.processes()).toEqual([]);
  });
});
