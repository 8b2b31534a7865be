import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { NODE_REQUESTS } from "../../labs/requests/node.js";
import { NONE, plus } from "../../labs/requests/pod.js";
import { requestsOf } from "../../labs/requests/requests.js";
import { itNoticesBreakage, subset, weights } from "../support/broken-by-hand.js";
import { checkout, succeed, USERS_KUBECONFIG, type Checkout } from "../support/checkout.js";
import { rendered } from "../support/live.js";
import { reservedIn } from "../support/reserved.js";
import { expectWell } from "../support/well.js";

const NODE = "myk8s-control-plane";
const CATALOG_URL = "http://127.0.0.1:30000/api/catalog";

/** One lab through its life on a real cluster with real sidecars, in order: each test stands on the one before. */
describe("week 1 on kind", () => {
  let lab: Checkout;

  beforeAll(async () => {
    lab = await checkout("docker");
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  it("is refused before anything is made where Docker is surely too small for it", async () => {
    const small = lab.with({ PATH: await pathWithDockerOf("1 600000000") });
    const { exitCode, stderr } = await small.lab("up", "week1", "--target", "kind", "--yes");
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2 });
    expect(stderr).toContain("Memory requests small: Docker has 0.6 GB;");
    expect(stderr).toMatch(/week1 at step 1\.54 reserves .*; Docker has 1 CPU and 0\.6 GB\./);
    const { stdout } = await execa("docker", ["ps", "--all", "--format", "{{.Names}}"]);
    expect(stdout.split("\n")).not.toContain(NODE);
  });

  /** The PATH with a `docker` first that tells another size of the engine, and is the real one for all else. */
  async function pathWithDockerOf(size: string): Promise<string> {
    const { stdout: real } = await execa("sh", ["-c", "command -v docker"]);
    const folder = join(lab.home, "small-docker");
    await mkdir(folder);
    const script = `#!/bin/sh\ncase "$*" in *MemTotal*) echo ${size} ;; *) exec "${real}" "$@" ;; esac\n`;
    await writeFile(join(folder, "docker"), script, { mode: 0o755 });
    return `${folder}:${lab.env["PATH"] ?? ""}`;
  }

  it("comes up with one command and answers on the host", async () => {
    const { stdout } = succeed(await lab.lab("up", "week1", "--target", "kind", "--yes"));
    expect(stdout).toMatch(/cluster \d+(\.\d)? s · /);
    expect(await statusOf(CATALOG_URL)).toBe(200);
  });

  it("reserves what was added up from its objects, with all of its sidecars", async () => {
    const found = await reservedIn(lab);
    expect(found.lab).toEqual(requestsOf(await rendered(lab, "1.54")));
    // the bed's node has a bridge in place of kindnet
    const kindnet = found.hasKindnet ? NONE : { millicores: 100, bytes: 50 * 2 ** 20 };
    expect(plus(found.node, kindnet)).toEqual(NODE_REQUESTS);
  });

  it("binds its ports to the loopback address only", async () => {
    const { stdout } = await execa("docker", ["port", NODE]);
    const open = stdout.split("\n").filter((line) => !line.includes("-> 127.0.0.1:"));
    expect(open).toEqual([]);
    expect(stdout).toContain("30000/tcp -> 127.0.0.1:30000");
  });

  it("is in the way of another week, of its own checkout or another one, before anything is done", async () => {
    const beside = await lab.lab("up", "week3", "--target", "kind", "--yes");
    expect(beside).toMatchObject({ exitCode: 2, stdout: "" });
    expect(beside.stderr).toContain("next: ./lab up week3 --replace week1 takes week1 down first");
    await using other = await checkout("docker", "week3");
    const elsewhere = await other.lab("up", "week3", "--target", "kind", "--yes");
    expect(elsewhere).toMatchObject({ exitCode: 2, stdout: "" });
    expect(elsewhere.stderr).toContain(`is there already: stack week1 in ${lab.root}.`);
    expect(elsewhere.stderr).toContain(`next: cd '${lab.root}' && ./lab down week1`);
    expect(await statusOf(CATALOG_URL)).toBe(200);
  });

  it("changes nothing when it is brought up again, for lab and for plain pulumi", async () => {
    const { stdout } = succeed(await lab.lab("up", "week1", "--yes"));
    expect(stdout).toContain("No changes.");
    expect(stdout).toMatch(/\(\d+ unchanged, /);
    await expectWell(lab);
    succeed(await lab.shell("pulumi", "preview", "-s", "week1", "--expect-no-changes"));
    const refresh = ["refresh", "-s", "week1", "--yes", "--expect-no-changes"];
    succeed(await lab.shell("pulumi", ...refresh));
  });

  itNoticesBreakage(
    () => lab,
    [
      {
        what: "a subset's label",
        step: "1.56",
        patch: ["dr", "catalog", { spec: { subsets: [subset("version-v1", "v9")] } }],
        seen: /50 of 50 answers are errors/,
      },
      {
        what: "a port of a Service",
        step: "1.56",
        patch: ["svc", "catalog", { spec: { ports: [{ port: 80, targetPort: 3999 }] } }],
        seen: /50 of 50 answers are errors/,
      },
      {
        what: "a weight",
        step: "1.56",
        patch: ["vs", "catalog", { spec: { http: [weights(50, 50)] } }],
        seen: /\d+ of 50/,
      },
    ],
  );

  it("makes the pods anew that lost their sidecar, and until then says so after a failed check", async () => {
    succeed(await lab.lab("goto", "1.56", "--yes"));
    const label = ["label", "namespace", "istioinaction", "istio-injection-"];
    succeed(await lab.shell("kubectl", ...label));
    const rollout = (verb: string) =>
      lab.shell("kubectl", "-n", "istioinaction", "rollout", verb, "deployment/webapp");
    succeed(await rollout("restart"));
    succeed(await rollout("status"));

    const broken = await lab.lab("check", "1.56");
    expect(broken.exitCode).toBe(1);
    const line = /Pod istioinaction\/webapp-\S+ has no sidecar, so it is not in the mesh/;
    expect(broken.stdout).toMatch(line);
    expect((await lab.lab("status")).stdout).toMatch(line);

    const { stderr } = succeed(await lab.lab("up", "week1", "--yes"));
    expect(stderr).toContain("Restarted Deployment istioinaction/webapp: ");
    succeed(await lab.lab("check", "1.56"));
    await expectWell(lab);
  });

  it("has its fault again after the pod was made again", async () => {
    succeed(await lab.lab("goto", "1.48", "--yes"));
    const pods = ["-n", "istioinaction", "-l", "app=catalog,version=v1"];
    succeed(await lab.shell("kubectl", "delete", "pod", ...pods));
    succeed(await lab.shell("kubectl", "wait", "pod", ...pods, "--for=condition=Ready"));
    expect((await lab.lab("check", "1.48")).exitCode).toBe(1);
    succeed(await lab.lab("up", "week1", "--yes"));
    succeed(await lab.lab("check", "1.48"));
  });

  it("is started again when its node was stopped, with all that was in it", async () => {
    const before = await idOf(NODE);
    await execa("docker", ["stop", NODE]);
    succeed(await lab.lab("up", "week1", "--yes"));
    expect(await idOf(NODE)).toBe(before);
    succeed(await lab.lab("check", "1.38"));
  });

  it("comes up again without pulling a byte, at the step it was at", async () => {
    succeed(await lab.lab("down", "--yes"));
    const { stdout, stderr } = succeed(await lab.lab("up", "week1", "--yes"));
    expect(`${stdout}\n${stderr}`).toMatch(/0 (bytes|kB|B) pulled|nothing pulled/);
    expect(await statusOf(CATALOG_URL, 40)).toBe(200);
  });

  it("leaves no container, no port and the user's kubeconfig as it was", async () => {
    succeed(await lab.lab("down", "--yes"));
    const { stdout } = await execa("docker", ["ps", "-a", "--format", "{{.Names}}"]);
    expect(stdout.split("\n")).not.toContain(NODE);
    await expect(fetch(CATALOG_URL)).rejects.toThrow();
    expect(await readFile(join(lab.home, ".kube/config"), "utf8")).toBe(USERS_KUBECONFIG);
  });
});

/** The first status of a page that is 200, or the last one seen. */
async function statusOf(url: string, tries = 20): Promise<number> {
  let last = 0;
  for (let attempt = 0; attempt < tries && last !== 200; attempt += 1) {
    last = await fetch(url).then(
      ({ status }) => status,
      () => 0,
    );
    if (last !== 200) await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return last;
}

const idOf = async (container: string): Promise<string> =>
  (await execa("docker", ["inspect", "-f", "{{.Id}}", container])).stdout;
